/** Reading and writing what a view keeps in the address. */
export type Search = Record<string, unknown>;

/** A text of the address; the router reads `q=12` as a number, which is a text here all the same. */
export function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

/** A whole number of at least 1, or null. */
export function countOf(value: unknown): number | null {
  const number = typeof value === "number" ? value : Number(textOf(value) || NaN);
  return Number.isInteger(number) && number >= 1 ? number : null;
}

/** One of the known words, or the first of them. */
export function wordOf<T extends string>(value: unknown, known: readonly [T, ...T[]]): T {
  return known.find((word) => word === value) ?? known[0];
}

/** An address with some of it changed; what is empty is not in it. */
export function changed(search: Search, patch: Search): Search {
  return Object.fromEntries(
    Object.entries({ ...search, ...patch }).filter(
      ([, value]) => value !== undefined && value !== null && value !== "",
    ),
  );
}
