import { Anchor } from "@mantine/core";
import type { DatasetItem } from "@/api/items";
import { count } from "@/format/numbers";
import type { Column } from "@/parts/DataTable";
import { asText } from "@/parts/text/bounded";
import { oneLine, visibleText } from "@/parts/text/visible";
import { datasets as words } from "@/words/datasets";
import css from "./Datasets.module.css";
import type { Edits } from "./edit";

/** The columns of a version's items; an edited one says so. */
export function itemColumns(
  items: DatasetItem[],
  edits: Edits,
  open: (n: number) => void,
): Column<DatasetItem>[] {
  const has = {
    section: items.some((item) => item.section !== undefined),
    label: items.some((item) => item.label !== undefined),
  };
  const columns: Column<DatasetItem>[] = [
    {
      key: "n",
      head: words.columns.n,
      width: "64px",
      num: true,
      wide: true,
      cell: (item) => <span className="quiet">{count(item.n)}</span>,
    },
    {
      key: "id",
      head: words.columns.id,
      width: "150px",
      cell: (item) => (
        <>
          <Anchor
            component="button"
            fz="sm"
            className="mono cut"
            maw="100%"
            title={visibleText(item.id)}
            onClick={() => open(item.n)}
          >
            {visibleText(item.id)}
          </Anchor>
          {edits.has(item.id) && (
            <span className={css.edited}>
              {" "}
              {edits.get(item.id)?.item === null ? words.edit.removed : words.edit.edited}
            </span>
          )}
        </>
      ),
    },
    {
      key: "section",
      head: words.columns.section,
      width: "11%",
      wide: true,
      cell: (item) => visibleText(item.section ?? ""),
    },
    {
      key: "label",
      head: words.columns.label,
      width: "11%",
      wide: true,
      cell: (item) => visibleText(item.label ?? ""),
    },
    {
      key: "input",
      head: words.columns.input,
      cell: (item) => (
        <span title={oneLine(asText(item.input))}>{oneLine(asText(item.input))}</span>
      ),
    },
    {
      key: "expected",
      head: words.columns.expected,
      width: "150px",
      wide: true,
      cell: (item) => (
        <span title={oneLine(asText(item.expected))}>{oneLine(asText(item.expected))}</span>
      ),
    },
  ];
  return columns.filter(
    ({ key }) => (key !== "section" || has.section) && (key !== "label" || has.label),
  );
}
