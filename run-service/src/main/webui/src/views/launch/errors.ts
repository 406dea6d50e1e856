import { ProblemError } from "@/api/problem";

/** What the server says of fields, by their names. */
export type FieldErrors = Record<string, string>;

/** The violations of a refusal, by field. */
export function errorsOf(error: unknown): FieldErrors {
  if (!(error instanceof ProblemError)) return {};
  const found: FieldErrors = {};
  for (const { field, message } of error.problem.violations) found[field] ??= message;
  return found;
}

/** What is said of a field, or of one within it. */
export function errorAt(errors: FieldErrors, ...fields: string[]): string | undefined {
  for (const field of fields) {
    const exact = errors[field];
    if (exact) return exact;
  }
  return undefined;
}

/** What is said of the fields within one, by their names there: parameters of a scorer. */
export function errorsWithin(errors: FieldErrors, ...prefixes: string[]): FieldErrors {
  const found: FieldErrors = {};
  for (const [field, message] of Object.entries(errors)) {
    const prefix = prefixes.find((one) => field.startsWith(`${one}.`));
    if (prefix) found[field.slice(prefix.length + 1)] = message;
  }
  return found;
}
