import type { Search } from "@/parts/address";
import type { EvaluateSearch } from "./search";

/** What each part of the form gets: what the address says, and how it changes it. */
export interface PartProps {
  search: EvaluateSearch;
  set: (patch: Search) => void;
}
