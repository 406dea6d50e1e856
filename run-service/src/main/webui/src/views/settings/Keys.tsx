import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, body } from "@/api/client";
import { ConfirmButton } from "@/parts/ConfirmButton";
import { DataTable, type Column } from "@/parts/DataTable";
import { ProblemNote } from "@/parts/Notes";
import { visibleText } from "@/parts/text/visible";
import { Ago, useNow } from "@/parts/Time";
import { usePages } from "@/parts/usePages";
import { useSession } from "@/session";
import { words as common } from "@/words/common";
import { settings as words } from "@/words/settings";
import { keyState, type ApiKey } from "./keyState";
import { NewKey } from "./NewKey";

/** The keys of the workspace. */
export function Keys() {
  const { keys: said } = words;
  const [opened, { open, close }] = useDisclosure(false);
  const own = useSession().key_id;
  const queries = useQueryClient();
  const { rows, query, more, next } = usePages(["keys"], (cursor) =>
    body(api.GET("/v1/keys", { params: { query: { limit: 200, ...(cursor && { cursor }) } } })),
  );
  const columns = useMemo<Column<ApiKey>[]>(() => {
    async function revoke(id: string) {
      await api.DELETE("/v1/keys/{id}", { params: { path: { id } } });
      await queries.invalidateQueries({ queryKey: ["keys"] });
    }
    return [
      {
        key: "name",
        head: said.columns.name,
        cell: (key) => (
          <span title={visibleText(key.name ?? "")}>
            {visibleText(key.name ?? "")}
            {key.id === own && <span className="quiet"> · {said.thisOne}</span>}
          </span>
        ),
      },
      {
        key: "prefix",
        head: said.columns.prefix,
        width: "130px",
        wide: true,
        cell: (key) => <span className="mono">{key.prefix}…</span>,
      },
      {
        key: "scopes",
        head: said.columns.scopes,
        width: "150px",
        wide: true,
        cell: (key) => (key.scopes ?? []).join(", "),
      },
      {
        key: "created",
        head: said.columns.created,
        width: "110px",
        wide: true,
        num: true,
        cell: (key) => <Ago at={key.created_at} />,
      },
      {
        key: "used",
        head: said.columns.used,
        width: "110px",
        wide: true,
        num: true,
        cell: (key) => (key.last_used_at ? <Ago at={key.last_used_at} /> : said.never),
      },
      {
        key: "state",
        head: said.columns.state,
        width: "140px",
        cell: (key) => <KeyState apiKey={key} />,
      },
      {
        key: "action",
        head: said.columns.action,
        width: "100px",
        cell: (key) =>
          !key.revoked_at && (
            <ConfirmButton
              size="compact-xs"
              label={said.revoke}
              title={said.revokeTitle(key.name ?? "")}
              confirm={said.revoke}
              act={() => revoke(key.id ?? "")}
            >
              {said.revokeLead}
            </ConfirmButton>
          ),
      },
    ];
  }, [own, queries, said]);
  return (
    <Stack gap="sm">
      <Group justify="space-between" gap="xs">
        <Text size="sm" className="quiet">
          {said.lead}
        </Text>
        <Button onClick={open}>{said.create}</Button>
      </Group>
      {query.isError ? (
        <ProblemNote error={query.error} again={() => void query.refetch()} />
      ) : (
        <DataTable
          label={words.tabs.keys}
          rows={rows}
          columns={columns}
          rowKey={(key) => key.id ?? ""}
          loading={query.isPending}
          more={more}
          onEnd={next}
        />
      )}
      <Modal
        opened={opened}
        onClose={close}
        title={said.create}
        closeOnClickOutside={false}
        closeButtonProps={{ "aria-label": common.close }}
      >
        <NewKey />
      </Modal>
    </Stack>
  );
}

function KeyState({ apiKey }: { apiKey: ApiKey }) {
  const { holds, word } = keyState(apiKey, useNow());
  return <span className={holds ? "" : "quiet"}>{word}</span>;
}
