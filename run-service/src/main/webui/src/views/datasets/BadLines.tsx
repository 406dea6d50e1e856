import { Alert, Button, Stack, Text } from "@mantine/core";
import type { Problem } from "@/api/problem";
import { count, counted } from "@/format/numbers";
import { DataTable, type Column } from "@/parts/DataTable";
import { visibleText } from "@/parts/text/visible";
import { datasets as words } from "@/words/datasets";
import css from "./Datasets.module.css";

export type BadLine = Problem["violations"][number];

const COLUMNS: Column<BadLine>[] = [
  {
    key: "line",
    head: words.columns.line,
    width: "64px",
    num: true,
    cell: (bad) => (bad.line === undefined ? bad.field : count(bad.line)),
  },
  {
    key: "column",
    head: words.columns.column,
    width: "72px",
    num: true,
    cell: (bad) => (bad.column === undefined ? "" : count(bad.column)),
  },
  {
    key: "wrong",
    head: words.columns.wrong,
    cell: (bad) => (
      <span className={css.clamp} title={visibleText(bad.message)}>
        {visibleText(bad.message)}
      </span>
    ),
  },
];

/** Every line that cannot be read, with its place and what is wrong with it. */
export function BadLineTable({ lines }: { lines: BadLine[] }) {
  return (
    <DataTable
      label={words.columns.wrong}
      rows={lines}
      columns={COLUMNS}
      rowKey={(_, index) => String(index)}
      maxHeight="300px"
      height={46}
    />
  );
}

/** Why nothing was imported, line by line, and the way to import the rest. */
export function BadLines({
  lines,
  lead,
  skip,
}: {
  lines: BadLine[];
  lead: string;
  skip?: (() => void) | undefined;
}) {
  return (
    <Alert
      color="red"
      variant="outline"
      role="alert"
      title={words.up.bad(
        counted(lines.length, ...words.up.faults),
        counted(new Set(lines.map((bad) => bad.line)).size, "line"),
      )}
    >
      <Stack gap="xs" align="stretch">
        <Text size="sm">{lead}</Text>
        <BadLineTable lines={lines} />
        {skip && (
          <Button variant="default" onClick={skip} style={{ alignSelf: "flex-start" }}>
            {words.up.skip}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
