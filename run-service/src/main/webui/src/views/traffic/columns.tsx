import type { Traffic } from "@/api/traffic";
import { duration } from "@/format/times";
import type { Column } from "@/parts/DataTable";
import { TrafficStatus } from "@/parts/Status";
import { Ago } from "@/parts/Time";
import { asText } from "@/parts/text/bounded";
import { oneLine, visibleText } from "@/parts/text/visible";
import { traffic } from "@/words/traffic";
import { nameOf } from "./record/facts";
import { SaidMark } from "./SaidMark";
import css from "./Traffic.module.css";

const words = traffic.columns;

/** The columns of what came; the id opens the record. */
export function columns(open: (id: string) => void): Column<Traffic>[] {
  return [
    {
      key: "at",
      head: words.at,
      width: "104px",
      num: true,
      wide: true,
      cell: (row) => <Ago at={row.at} />,
    },
    {
      key: "id",
      head: words.id,
      width: "clamp(84px, 12vw, 170px)",
      cell: (row) => (
        <button type="button" className={css.fact} onClick={() => open(row.id)}>
          {visibleText(row.id)}
        </button>
      ),
    },
    {
      key: "source",
      head: words.source,
      width: "13%",
      wide: true,
      cell: (row) => <span title={visibleText(nameOf(row))}>{visibleText(nameOf(row))}</span>,
    },
    {
      key: "input",
      head: words.input,
      wide: true,
      cell: (row) => <span className="mono">{oneLine(asText(row.input), 120)}</span>,
    },
    {
      key: "response",
      head: words.response,
      cell: (row) => (
        <span className="mono">{oneLine(compact(row.response) || (row.error ?? ""), 120)}</span>
      ),
    },
    {
      key: "latency",
      head: words.latency,
      width: "84px",
      num: true,
      wide: true,
      cell: (row) => duration(row.latency_ms),
    },
    {
      key: "status",
      head: words.status,
      width: "110px",
      wide: true,
      cell: (row) => <TrafficStatus status={row.status} />,
    },
    { key: "said", head: words.said, width: "112px", cell: (row) => <SaidMark record={row} /> },
  ];
}

/** An answer on one line: JSON without the white space of a tree. */
function compact(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
