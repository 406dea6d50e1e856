import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { itemWords } from "@/words/item";
import { Cell } from "./Cell";
import { resized, type Column, type Layout } from "./columns";
import { HeadCell } from "./HeadCell";
import css from "./Items.module.css";
import type { Row } from "./rows";

const ROW = 33;
const NEAR_THE_END = 20;
/** So wide at least is the column that takes what is left. */
const FREE = 150;

/** The table itself: fixed heights, only what is in sight is drawn. */
export function ItemsTable({
  id,
  rows,
  columns,
  layout,
  change,
  open,
  repeat,
  grouped,
  more,
  onEnd,
}: {
  id: string;
  rows: Row[];
  columns: Column[];
  layout: Layout;
  change: (layout: Layout) => void;
  open: number | null;
  repeat: number;
  grouped: boolean;
  more: boolean;
  onEnd: () => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  // What the virtualizer answers changes as one scrolls, so nothing of it may be memoised.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const seen = virtual.getVirtualItems();
  const last = seen.at(-1)?.index ?? -1;
  useEffect(() => {
    if (more && last >= rows.length - NEAR_THE_END) onEnd();
  }, [more, last, rows.length, onEnd]);

  const isOpen = (row: Row) =>
    row.position === open && (grouped || row.entries[0].repeat === repeat);
  const at = rows.findIndex(isOpen);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: "auto" });
    // Only when another item is opened, not with every page that comes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [open, repeat]);

  const show = (row: Row) => {
    const first = row.entries[0];
    void navigate({
      to: "/runs/$id/items/$n",
      params: { id, n: String(row.position) },
      search: ((was: object) => ({ ...was, repeat: first.repeat || undefined })) as never,
      resetScroll: false,
    });
  };
  // The input takes what is left, so that a table that nearly fits does; until somebody sets its width.
  const free = columns.find((column) => column.id === "input" && !(column.id in layout.widths));
  const width = columns.reduce((sum, column) => sum + (column === free ? FREE : column.width), 0);
  const before = seen[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (seen.at(-1)?.end ?? 0);
  return (
    <div
      ref={scroller}
      className={css.scroller}
      role="region"
      aria-label={itemWords.title}
      tabIndex={0}
    >
      <table
        className={css.table}
        style={{ width: "100%", minWidth: width }}
        aria-rowcount={rows.length + 1}
      >
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={{ width: column === free ? undefined : column.width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell
                key={column.id}
                column={column}
                resize={(to) => change(resized(layout, column.id, to))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Filler height={before} span={columns.length} />}
          {seen.map(({ index }) => {
            const row = rows[index];
            if (!row) return null;
            return (
              <tr
                key={`${row.position}/${grouped ? "all" : row.entries[0].repeat}`}
                className={css.row}
                data-open={isOpen(row) || undefined}
                aria-rowindex={index + 2}
                onClick={() => show(row)}
              >
                {columns.map((column) => (
                  <Cell key={column.id} id={id} row={row} column={column} />
                ))}
              </tr>
            );
          })}
          {after > 0 && <Filler height={after} span={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

function Filler({ height, span }: { height: number; span: number }) {
  return (
    <tr className={css.filler} aria-hidden>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}
