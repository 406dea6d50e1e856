import type { Schemas } from "@/api/client";

export interface Listed {
  vendor: string;
  model: string;
  in: number | null;
  out: number | null;
  cached: number | null;
}

/** What is read of the prices. */
interface PriceList {
  list?: {
    vendors?: { vendor?: string | null; models?: Partial<Schemas["Entry"]>[] | null }[] | null;
  } | null;
}

/** The list prices as rows, of those whose model or vendor has the text. */
export function pricesOf(prices: PriceList | undefined, search: string): Listed[] {
  const wanted = search.trim().toLowerCase();
  return (prices?.list?.vendors ?? [])
    .flatMap((vendor) =>
      (vendor.models ?? []).map((entry) => ({
        vendor: vendor.vendor ?? "",
        model: entry.model ?? "",
        in: entry.in ?? null,
        out: entry.out ?? null,
        cached: entry.cached ?? null,
      })),
    )
    .filter((each) => `${each.vendor} ${each.model}`.toLowerCase().includes(wanted));
}
