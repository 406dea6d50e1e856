import { useQueries } from "@tanstack/react-query";
import { readComparable } from "@/api/boardRoutes";
import type { RunDetail } from "@/api/results";
import { agreeing, comparables, type Comparable } from "./recent";

const OFFERED = 5;
const LOOKED_AT = 100;

/** What can be compared: of each version of a dataset the runs that the server says are scored alike. */
export function useAgreeing(runs: readonly RunDetail[]): { pending: boolean; found: Comparable[] } {
  const candidates = comparables(runs).slice(0, OFFERED);
  const answers = useQueries({
    queries: candidates.map((one) => ({
      queryKey: ["runs", "agreeing", ...one.runs.map((run) => `${run.id}/${run.generation}`)],
      queryFn: () => agreeing(one.runs, async (id) => (await readComparable(id, LOOKED_AT)).data),
      // What has ended stays as it is.
      staleTime: Infinity,
      retry: false,
    })),
  });
  return {
    pending: answers.some((answer) => answer.isPending),
    found: candidates
      .map((one, at) => ({ ...one, runs: answers[at]?.data ?? [] }))
      .filter((one) => one.runs.length > 1),
  };
}
