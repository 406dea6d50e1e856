import type { Search } from "@/parts/address";

/** What the views of providers keep in the address. */
export function readProviderSearch(search: Search): { create: boolean; edit: boolean } {
  return { create: search.create === true, edit: search.edit === true };
}
