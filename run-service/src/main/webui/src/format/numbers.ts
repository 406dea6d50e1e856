/**
 * How numbers are written, everywhere on the page. What is not known is `–`, never 0; who shows it
 * says why beside it.
 */
export const UNKNOWN = "–";

type Known = number | null | undefined;

const plain = new Map<number, Intl.NumberFormat>();

function fixed(digits: number): Intl.NumberFormat {
  let format = plain.get(digits);
  if (!format) {
    format = new Intl.NumberFormat(undefined, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    plain.set(digits, format);
  }
  return format;
}

function known(value: Known): value is number {
  return value !== null && value !== undefined && Number.isFinite(value);
}

/** A count: `12,345`. */
export function count(value: Known): string {
  return known(value) ? fixed(0).format(value) : UNKNOWN;
}

/** A score or mean between 0 and 1: `0.933`. */
export function score(value: Known, digits = 3): string {
  return known(value) ? fixed(digits).format(value) : UNKNOWN;
}

/** A difference with its sign: `+0.031`, `−0.120`. */
export function signed(value: Known, digits = 3): string {
  if (!known(value)) return UNKNOWN;
  const text = fixed(digits).format(Math.abs(value));
  const zero = Number(Math.abs(value).toFixed(digits)) === 0;
  return zero ? text : `${value > 0 ? "+" : "−"}${text}`;
}

/** A share of 1 in per cent: `90.0 %`, never broken before its sign. */
export function percent(value: Known, digits = 1): string {
  return known(value) ? `${fixed(digits).format(value * 100)}\u00a0%` : UNKNOWN;
}

/** A difference of two shares in points: `+3.1 points`. */
export function points(value: Known, digits = 1): string {
  return known(value) ? `${signed(value * 100, digits)} points` : UNKNOWN;
}

/** An interval of shares without its unit, as it stands behind a value: `(79.9–95.3)`. */
export function percentRange(lower: Known, upper: Known, digits = 1): string {
  if (!known(lower) || !known(upper)) return "";
  return `(${fixed(digits).format(lower * 100)}–${fixed(digits).format(upper * 100)})`;
}

/** An interval of scores: `(0.868–0.998)`. */
export function scoreRange(lower: Known, upper: Known, digits = 3): string {
  if (!known(lower) || !known(upper)) return "";
  return `(${fixed(digits).format(lower)}–${fixed(digits).format(upper)})`;
}

/** A cost in dollars: four digits below ten cents, two above: `$0.0042`, `$12.30`, `<$0.0001`. */
export function cost(value: Known): string {
  if (!known(value)) return UNKNOWN;
  // What was spent is never written as nothing.
  if (value > 0 && value < 0.00005) return `<$${fixed(4).format(0.0001)}`;
  const digits = value !== 0 && Math.abs(value) < 0.1 ? 4 : 2;
  return `$${fixed(digits).format(value)}`;
}

/** Answers a second: `41/s`, `0.4/s`. */
export function rate(value: Known): string {
  if (!known(value)) return UNKNOWN;
  return `${fixed(value < 10 ? 1 : 0).format(value)}/s`;
}

/** Bytes: `812 B`, `4.2 KB`, `1.3 MB`. */
export function bytes(value: Known): string {
  if (!known(value)) return UNKNOWN;
  if (value < 1000) return `${fixed(0).format(value)} B`;
  const units = ["KB", "MB", "GB", "TB"];
  let size = value / 1000;
  let unit = 0;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit++;
  }
  return `${fixed(1).format(size)} ${units[unit] ?? ""}`;
}

/** A count and its noun: `1 item`, `3 items`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}
