import { Skeleton } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { count } from "@/format/numbers";
import { parts } from "@/words/parts";
import css from "./DataTable.module.css";

/** How a column puts the table in order. */
export interface Sort {
  /** Undefined while the table is in another order. */
  way: "ascending" | "descending" | undefined;
  /** The next way; after the last there is none. */
  turn: () => void;
}

export interface Column<T> {
  key: string;
  head: ReactNode;
  /** The head is a button then. */
  sort?: Sort;
  /** A CSS width; columns without one share what is left. */
  width?: string;
  /** A number: stands at the right. */
  num?: boolean;
  /** Left out on a narrow screen. */
  wide?: boolean;
  cell: (row: T, index: number) => ReactNode;
}

/**
 * A table of rows of one height; only those in sight are drawn, however many there are. Arrow keys
 * move between the first links or buttons of the rows. `onEnd` is called when the last row is near.
 */
export function DataTable<T>({
  label,
  rows,
  columns,
  rowKey,
  open,
  height = 34,
  maxHeight = "calc(100vh - 230px)",
  loading = false,
  more = false,
  onEnd,
  onRow,
}: {
  label: string;
  rows: T[];
  columns: Column<T>[];
  rowKey: (row: T, index: number) => string;
  /** The key of the row that is open beside the table. */
  open?: string | undefined;
  height?: number;
  maxHeight?: string;
  /** Nothing is there yet: the shape of what comes is drawn. */
  loading?: boolean;
  more?: boolean;
  onEnd?: () => void;
  onRow?: (row: T) => void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  // What the virtualizer answers changes as one scrolls, so nothing of it may be memoised.
  // eslint-disable-next-line react-hooks/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
  });
  const seen = virtual.getVirtualItems();
  const last = seen.at(-1)?.index ?? -1;
  useEffect(() => {
    if (more && last >= rows.length - 8) onEnd?.();
  }, [more, last, rows.length, onEnd]);

  function step(event: KeyboardEvent) {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by === 0) return;
    const at = (event.target as HTMLElement).closest("tr")?.dataset.index;
    const next = at === undefined ? (seen[0]?.index ?? 0) : Number(at) + by;
    if (next < 0 || next >= rows.length) return;
    event.preventDefault();
    virtual.scrollToIndex(next);
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`tr[data-index="${next}"] :is(a,button)`)
        ?.focus(),
    );
  }

  const before = seen[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (seen.at(-1)?.end ?? 0);
  return (
    <div
      ref={scroller}
      className={css.scroller}
      style={{ maxHeight }}
      role="region"
      aria-label={label}
      tabIndex={0}
      onKeyDown={step}
    >
      <table className={css.table} aria-rowcount={more ? -1 : rows.length + 1}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                style={{ width: column.width }}
                className={names(column)}
                aria-sort={column.sort?.way}
              >
                {column.sort ? <SortHead column={column} sort={column.sort} /> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {loading && <Shape columns={columns} height={height} />}
          {before > 0 && <Space height={before} />}
          {seen.map(({ index }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const key = rowKey(row, index);
            return (
              <tr
                key={key}
                data-index={index}
                aria-rowindex={index + 2}
                aria-current={open === key || undefined}
                data-opens={onRow !== undefined || undefined}
                style={{ height }}
                onClick={(event) => {
                  const on = event.target as HTMLElement;
                  if (onRow && !on.closest("a,button,input,label")) onRow(row);
                }}
              >
                {columns.map((column) => (
                  <td key={column.key} className={names(column)}>
                    {column.cell(row, index)}
                  </td>
                ))}
              </tr>
            );
          })}
          {after > 0 && <Space height={after} />}
        </tbody>
      </table>
      {more && <p className={css.more}>{parts.loading}</p>}
    </div>
  );
}

/** How many rows a table has. Nothing while none is known: the table says whether it loads or is empty. */
export function RowCount({ shown, more }: { shown: number; more: boolean }) {
  if (shown === 0) return null;
  return <span className={`quiet ${css.count}`}>{parts.rows(count(shown), more)}</span>;
}

function SortHead<T>({ column, sort }: { column: Column<T>; sort: Sort }) {
  const { way, turn } = sort;
  return (
    <button type="button" className={css.sort} title={parts.sort} onClick={turn}>
      {column.head}
      {way && <span aria-hidden>{way === "ascending" ? " ↑" : " ↓"}</span>}
    </button>
  );
}

function names<T>(column: Column<T>): string {
  return `${css.cell} ${column.num ? css.right : ""} ${column.wide ? css.wide : ""}`;
}

function Space({ height }: { height: number }) {
  return <tr aria-hidden style={{ height }} />;
}

function Shape<T>({ columns, height }: { columns: Column<T>[]; height: number }) {
  return [0, 1, 2, 3, 4, 5].map((row) => (
    <tr key={row} aria-hidden style={{ height }}>
      {columns.map((column) => (
        <td key={column.key} className={names(column)}>
          <Skeleton height={10} width={column.num ? "60%" : "80%"} ml={column.num ? "auto" : 0} />
        </td>
      ))}
    </tr>
  ));
}
