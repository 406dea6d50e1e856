import { Skeleton, Text } from "@mantine/core";
import type { OptimizePlan } from "@/api/improving";
import { ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import { outcomeWords } from "@/words/outcome";
import { costSaid, fieldsSaid } from "./improving";
import type { usePlan } from "./usePlan";

const words = outcomeWords.improve;

/** The sentence that says what would be done, and what it would cost. */
export function PlanSaid({ plan }: { plan: ReturnType<typeof usePlan> }) {
  if (plan.error) return <ProblemNote error={plan.error} again={plan.again} />;
  if (!plan.data) return <Skeleton height={64} aria-label={words.planning} />;
  const pairs: OptimizePlan | null =
    "fields" in plan.data ? plan.data : (plan.data.optimize ?? null);
  return (
    <div aria-busy={plan.behind} style={{ opacity: plan.behind ? 0.6 : 1 }}>
      <Text size="sm" fw={600}>
        {visibleText(plan.data.sentence)}
      </Text>
      {pairs && Object.keys(pairs.fields).length > 0 && (
        <Text size="sm">
          {words.fields}: <span className="mono">{visibleText(fieldsSaid(pairs))}</span>
        </Text>
      )}
      <Text size="sm" className="quiet">
        {costSaid(plan.data)}
      </Text>
    </div>
  );
}
