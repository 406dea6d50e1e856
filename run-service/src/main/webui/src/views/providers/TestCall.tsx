import { Autocomplete, Button, Group, Modal, Select, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body } from "@/api/client";
import { count } from "@/format/numbers";
import { duration } from "@/format/times";
import { ProblemNote } from "@/parts/Notes";
import { UnitStatus } from "@/parts/Status";
import { visibleText } from "@/parts/text/visible";
import { words as common } from "@/words/common";
import { providers as words } from "@/words/providers";
import type { Provider } from "./draft";
import css from "./Providers.module.css";

/** One small real call, and what came of it in words. */
export function TestCall({ provider }: { provider: Provider }) {
  const name = provider.name ?? "";
  const models = Object.keys(provider.models ?? {});
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure(false);
  const [model, setModel] = useState(models[0] ?? "");
  const [operation, setOperation] = useState("chat");
  const test = useMutation({
    mutationFn: () =>
      body(
        api.POST("/v1/providers/{name}/test", {
          params: { path: { name } },
          body: {
            ...(model !== "" && { model }),
            ...(operation !== "chat" && { operation }),
          },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ["providers", name, "limits"] }),
  });
  const result = test.data;
  return (
    <>
      <Button onClick={open}>{words.test}</Button>
      <Modal
        opened={opened}
        onClose={close}
        title={`${words.test} ${name}`}
        closeButtonProps={{ "aria-label": common.close }}
      >
        <Stack gap="sm">
          <Text size="sm" className="quiet">
            {words.testTitle}
          </Text>
          <Autocomplete
            size="xs"
            label={words.testModel}
            data={models}
            value={model}
            onChange={setModel}
          />
          <Select
            label={words.testOperation}
            data={Object.entries(words.operations).map(([value, label]) => ({ value, label }))}
            value={operation}
            allowDeselect={false}
            onChange={(value) => setOperation(value ?? "chat")}
          />
          {test.isError && <ProblemNote error={test.error} />}
          {result && (
            <Stack gap={4} className={css.card} role="status">
              <Text component="div" size="sm">
                <UnitStatus
                  status={result.ok ? "passed" : "error"}
                  text={result.ok ? words.testOk(duration(result.latency_ms)) : words.testNot}
                />
              </Text>
              <Text size="sm">{visibleText(result.message ?? "")}</Text>
              <Text size="xs" className="quiet">
                {words.testFacts(result.outcome ?? "–", count(result.http_status))}{" "}
                {visibleText(result.model ?? "")}
              </Text>
            </Stack>
          )}
          <Group justify="flex-end">
            <Button loading={test.isPending} onClick={() => test.mutate()}>
              {words.testGo}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
