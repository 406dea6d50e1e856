/** Scorer. */
export function Scorer() {
  return <p>Scorer</p>;
}
