import { Button, Group, Modal, SimpleGrid, Skeleton, Stack, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { nameThemes, planNaming, type NameThemes } from "@/api/improving";
import type { RunDetail } from "@/api/results";
import { hintsQuery } from "@/api/traffic";
import { ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import { ModelFields } from "@/views/traffic/evaluate/ModelFields";
import { words as common } from "@/words/common";
import { outcomeWords } from "@/words/outcome";
import { costSaid } from "./improving";

const words = outcomeWords.hints;
const PAUSE = 400;

/** Whom to ask for names and what that takes; nobody is asked before somebody says so. */
export function NamingSheet({ run: of, close }: { run: RunDetail; close: () => void }) {
  const run = of.id;
  const queries = useQueryClient();
  const [who, choose] = useState({ provider: "", model: "" });
  const [settled] = useDebouncedValue(who, PAUSE);
  const plan = useQuery({
    queryKey: ["run", run, "plan", "themes", settled],
    queryFn: () => planNaming(run, bodyOf(settled)),
    // Without a judge there is nobody to ask yet.
    enabled: !!of.judge || "provider" in bodyOf(settled),
    retry: false,
    staleTime: 0,
    gcTime: 0,
  });
  const behind = settled !== who || plan.isFetching;
  const act = useMutation({
    mutationFn: () => nameThemes(run, bodyOf(who)),
    onSuccess: async () => {
      close();
      await queries.invalidateQueries(hintsQuery(run));
    },
  });
  return (
    <Modal opened onClose={close} size="lg" title={words.nameTitle}>
      <Stack gap="sm">
        <Text size="sm">{words.nameLead}</Text>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <ModelFields
            label={outcomeWords.improve.model}
            placeholder={words.judge}
            provider={who.provider}
            model={who.model}
            change={(provider, model) => choose({ provider: provider ?? "", model: model ?? "" })}
          />
        </SimpleGrid>
        {plan.error && <ProblemNote error={plan.error} again={() => void plan.refetch()} />}
        {plan.isFetching && !plan.data && <Skeleton height={48} />}
        {plan.data && (
          <div aria-busy={behind} style={{ opacity: behind ? 0.6 : 1 }}>
            <Text size="sm" fw={600}>
              {visibleText(plan.data.sentence)}
            </Text>
            <Text size="sm" className="quiet">
              {costSaid(plan.data)}
            </Text>
          </div>
        )}
        {act.error && <ProblemNote error={act.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {common.close}
          </Button>
          <Button
            disabled={!plan.data || behind}
            loading={act.isPending}
            onClick={() => act.mutate()}
          >
            {words.goName}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** One without the other says of nobody who is asked. */
function bodyOf({ provider, model }: { provider: string; model: string }): NameThemes {
  return provider !== "" && model !== "" ? { provider, model } : {};
}
