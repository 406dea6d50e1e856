import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useCallback } from "react";
import { changed, type Search } from "./address";

/**
 * What a view keeps in the address, read by its `search.ts`, and a way to change a part of it.
 * Filters replace the entry of the history; what opens something adds one, so that back closes it.
 */
export function useAddress<T>(
  read: (search: Search) => T,
): [T, (patch: Search, add?: boolean) => void] {
  const search = useRouterState({ select: (state) => state.location.search as Search });
  const navigate = useNavigate();
  const set = useCallback(
    (patch: Search, add = false) =>
      void navigate({
        to: ".",
        search: ((before: Search) => changed(before, patch)) as never,
        replace: !add,
        resetScroll: false,
      }),
    [navigate],
  );
  return [read(search), set];
}
