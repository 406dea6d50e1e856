/** Evaluation. */
export function Evaluation() {
  return <p>Evaluation</p>;
}
