/** Of something that the document has more fields of: those that a test is about. */
export function partly<T>(some: object): T {
  return some as T;
}
