import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { planOptimize, planRerun, type OptimizePlan, type RerunPlan } from "@/api/improving";
import { optimizeBody, rerunBody, type Asking } from "./improving";

const PAUSE = 400;

/** What would be done, as the server says it; asked for when one stops changing what is asked. */
export function usePlan(run: string, kind: "optimize" | "rerun", asking: Asking) {
  const [settled] = useDebouncedValue(asking, PAUSE);
  const query = useQuery({
    queryKey: ["run", run, "plan", kind, settled],
    queryFn: (): Promise<OptimizePlan | RerunPlan> =>
      kind === "optimize"
        ? planOptimize(run, optimizeBody(settled))
        : planRerun(run, rerunBody(settled)),
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  return {
    data: query.data,
    error: query.error,
    behind: settled !== asking || query.isFetching,
    again: () => void query.refetch(),
  };
}
