import { useQueryClient, type InfiniteData } from "@tanstack/react-query";
import { useEffect } from "react";
import type { Queue, QueueProgress } from "@/api/queues";

/** Has the list of queues say what the review says, which is newer. */
export function useProgressInList(name: string, progress: QueueProgress | null): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (progress === null) return;
    queries.setQueryData<InfiniteData<{ data: Queue[] }>>(
      ["traffic", "queues"],
      (known) =>
        known && { ...known, pages: known.pages.map((page) => withProgress(page, name, progress)) },
    );
  }, [queries, name, progress]);
}

function withProgress(page: { data: Queue[] }, name: string, progress: QueueProgress) {
  return {
    ...page,
    data: page.data.map((queue) => (queue.name === name ? { ...queue, progress } : queue)),
  };
}
