import { textOf, type Search } from "@/parts/address";

/** What the review keeps in the address. */
export interface ReviewSearch {
  /** The queue that is looked through; empty for none. */
  queue: string;
  create: boolean;
}

export function readReviewSearch(search: Search): ReviewSearch {
  return { queue: textOf(search.queue), create: search.create === true };
}
