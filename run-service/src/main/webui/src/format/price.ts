import { UNKNOWN } from "./numbers";

const format = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 4,
});

/** A price in dollars per million tokens: `$0.15`, `$1.25`, `$0.0375`. Unknown is not free. */
export function price(value: number | null | undefined): string {
  return value === null || value === undefined ? UNKNOWN : `$${format.format(value)}`;
}
