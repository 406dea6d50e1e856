import { useCallback } from "react";
import type { Search } from "@/parts/address";
import { useAddress } from "@/parts/useAddress";
import { useMay } from "@/session";
import { readSettingsSearch } from "./search";

/** The address of the settings, read for the key of the session. */
export function useSettingsAddress() {
  const admin = useMay("admin");
  return useAddress(useCallback((search: Search) => readSettingsSearch(search, admin), [admin]));
}
