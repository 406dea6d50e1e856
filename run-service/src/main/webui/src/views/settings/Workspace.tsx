import { Button, Group, Modal, Skeleton, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, body, type Schemas } from "@/api/client";
import { DataTable, type Column } from "@/parts/DataTable";
import { ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import { Ago } from "@/parts/Time";
import { usePages } from "@/parts/usePages";
import { useSession } from "@/session";
import { words as common } from "@/words/common";
import { settings as words } from "@/words/settings";
import { judgeText, readJudge } from "./judge";
import { JudgeForm } from "./JudgeForm";
import css from "./Settings.module.css";
import { Shown } from "./Shown";

type Space = Schemas["Workspace"];

/** The workspace's judge, and for admins of the first workspace all workspaces. */
export function Workspace() {
  const { workspace: said } = words;
  const name = useSession().workspace ?? "";
  const [opened, { open, close }] = useDisclosure(false);
  const { rows, query, more, next } = usePages(["workspaces"], (cursor) =>
    body(
      api.GET("/v1/workspaces", { params: { query: { limit: 200, ...(cursor && { cursor }) } } }),
    ),
  );
  const own = rows.find((each) => each.name === name);
  const columns: Column<Space>[] = [
    {
      key: "name",
      head: said.columns.name,
      cell: (each) => (
        <>
          {visibleText(each.name ?? "")}
          {each.name === name && <span className="quiet"> · {said.current}</span>}
        </>
      ),
    },
    {
      key: "judge",
      head: said.columns.judge,
      width: "40%",
      cell: (each) =>
        judgeText(readJudge(each.judge)) ?? <span className="quiet">{said.none}</span>,
    },
    {
      key: "created",
      head: said.columns.created,
      width: "120px",
      num: true,
      wide: true,
      cell: (each) => <Ago at={each.created_at} />,
    },
  ];
  if (query.isError) {
    return <ProblemNote error={query.error} again={() => void query.refetch()} />;
  }
  return (
    <Stack gap="lg">
      <section className={css.card}>
        <Title order={2}>{said.judge}</Title>
        <Text size="sm" className="quiet" mb="sm">
          {said.judgeLead}
        </Text>
        {own ? (
          <JudgeForm key={JSON.stringify(own.judge)} workspace={own} />
        ) : (
          <Skeleton height={64} />
        )}
      </section>
      <section>
        <Group justify="space-between" gap="xs" mb="xs">
          <div>
            <Title order={2}>{said.title}</Title>
            <Text size="sm" className="quiet">
              {said.lead}
            </Text>
          </div>
          {name === "default" && <Button onClick={open}>{said.create}</Button>}
        </Group>
        <DataTable
          label={said.title}
          rows={rows}
          columns={columns}
          rowKey={(each) => each.id ?? ""}
          loading={query.isPending}
          more={more}
          onEnd={next}
          maxHeight="420px"
        />
      </section>
      <Modal
        opened={opened}
        onClose={close}
        title={said.create}
        closeOnClickOutside={false}
        closeButtonProps={{ "aria-label": common.close }}
      >
        <NewWorkspace />
      </Modal>
    </Stack>
  );
}

function NewWorkspace() {
  const { workspace: said } = words;
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const make = useMutation({
    mutationFn: () => body(api.POST("/v1/workspaces", { body: { name: name.trim() } })),
    gcTime: 0,
    onSuccess: () => queries.invalidateQueries({ queryKey: ["workspaces"] }),
  });
  if (make.isSuccess) {
    return (
      <Stack gap="sm">
        <Title order={2}>{said.done(make.data.name ?? "")}</Title>
        <Text size="sm">{said.doneLead}</Text>
        <Shown secret={make.data.key ?? ""} lead={words.keys.once} />
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <TextInput
        label={said.name}
        required
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {make.isError && <ProblemNote error={make.error} />}
      <Group justify="flex-end">
        <Button
          loading={make.isPending}
          disabled={name.trim() === ""}
          onClick={() => make.mutate()}
        >
          {said.go}
        </Button>
      </Group>
    </Stack>
  );
}
