/** A value of a field, and how many runs have it. */
export interface Facet {
  value: string;
  count: number;
}

export type Facets = Record<string, Facet[]>;

/** The counts as the server sends them, by field. */
export function readFacets(sent: unknown): Facets {
  const fields = (sent as { facets?: unknown })?.facets ?? sent;
  if (fields === null || typeof fields !== "object") return {};
  return Object.fromEntries(
    Object.entries(fields).map(([name, values]) => [
      name,
      Array.isArray(values) ? (values as Facet[]) : [],
    ]),
  );
}

/** The values to offer: those there are, and those that are chosen though no run has them now. */
export function offered(facets: readonly Facet[] | undefined, chosen: readonly string[]): Facet[] {
  const known = facets ?? [];
  const missing = chosen.filter((value) => !known.some((facet) => facet.value === value));
  return [...known, ...missing.map((value) => ({ value, count: 0 }))];
}
