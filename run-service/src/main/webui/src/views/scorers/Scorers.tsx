/** Scorers. */
export function Scorers() {
  return <p>Scorers</p>;
}
