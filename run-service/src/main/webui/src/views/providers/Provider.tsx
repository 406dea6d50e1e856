/** Provider. */
export function Provider() {
  return <p>Provider</p>;
}
