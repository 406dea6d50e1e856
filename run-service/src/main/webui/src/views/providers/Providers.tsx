/** Providers. */
export function Providers() {
  return <p>Providers</p>;
}
