import { Button, Group } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { readImprovements } from "@/api/improving";
import { orNull } from "@/api/traffic";
import type { RunDetail } from "@/api/results";
import { useMay } from "@/session";
import { outcomeWords } from "@/words/outcome";
import { Block } from "../Block";
import { fieldScorers, skillOf } from "./fieldScorers";
import { ImproveSheet } from "./ImproveSheet";
import { Improvements } from "./Improvements";
import { underWay, versionsOf } from "./improving";

const words = outcomeWords.improve;
const AGAIN = 2_000;

/** Better versions of the skill whose answers these are: proposed by a model, asked again. */
export function Improve({ run }: { run: RunDetail }) {
  const skill = skillOf(run);
  const mayRun = useMay("run");
  // A version is written.
  const mayOptimize = useMay("write") && mayRun;
  const [asking, ask] = useState<"optimize" | "rerun" | null>(null);
  const improvements = useQuery({
    queryKey: ["run", run.id, "improvements"],
    queryFn: () => orNull(readImprovements(run.id)),
    // Improvements have no events of their own; one is under way for a minute or so.
    refetchInterval: ({ state }) => (underWay(state.data?.data ?? []) ? AGAIN : false),
    enabled: skill !== null,
  });
  const made = versionsOf(improvements.data?.data ?? []);
  const queries = useQueryClient();
  // The versions of the skill were read before there was this one.
  useEffect(() => {
    if (made !== "") void queries.invalidateQueries({ queryKey: ["skills"] });
  }, [made, queries]);
  if (skill === null || improvements.data === null) return null;
  const known = improvements.data?.data ?? [];
  const optimizes = mayOptimize && fieldScorers(run).length > 0;
  if (!mayRun && known.length === 0) return null;
  return (
    <Block title={words.title}>
      <p className="quiet" style={{ margin: 0, fontSize: 13 }}>
        {words.lead(skill)}
      </p>
      {mayRun && (
        <Group gap="xs" mt="xs">
          {optimizes && <Button onClick={() => ask("optimize")}>{words.optimize}</Button>}
          <Button variant="default" onClick={() => ask("rerun")}>
            {words.rerun}
          </Button>
        </Group>
      )}
      {known.length > 0 && <Improvements of={run.id} improvements={known} />}
      {asking && (
        <ImproveSheet
          run={run.id}
          skill={skill}
          kind={asking}
          optimizes={optimizes}
          close={() => ask(null)}
        />
      )}
    </Block>
  );
}
