/** Evaluations. */
export function Evaluations() {
  return <p>Evaluations</p>;
}
