import { useState } from "react";
import { readLayout, type Layout } from "./columns";

/** The columns as somebody left them for a dataset; kept by the browser. */
export function useLayout(dataset: string): [Layout, (layout: Layout) => void] {
  const key = `assay-items-${dataset}`;
  const [layout, set] = useState<Layout>(() => readLayout(localStorage.getItem(key)));
  return [
    layout,
    (next) => {
      set(next);
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // A full or closed store forgets the columns, nothing else.
      }
    },
  ];
}
