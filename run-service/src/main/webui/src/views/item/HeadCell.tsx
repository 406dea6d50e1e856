import type { KeyboardEvent, PointerEvent } from "react";
import { visibleText } from "@/parts/text/visible";
import { itemWords } from "@/words/item";
import type { Column } from "./columns";
import css from "./Items.module.css";

const STEP = 16;

/** The head of a column; its right edge sets the width, by hand or by arrow keys. */
export function HeadCell({ column, resize }: { column: Column; resize: (width: number) => void }) {
  const name = visibleText(column.name);
  const drag = (event: PointerEvent<HTMLButtonElement>) => {
    const handle = event.currentTarget;
    const from = event.clientX;
    const before = widthOf(handle);
    handle.setPointerCapture(event.pointerId);
    const moves = (move: globalThis.PointerEvent) => resize(before + move.clientX - from);
    const ends = () => handle.removeEventListener("pointermove", moves);
    handle.addEventListener("pointermove", moves);
    handle.addEventListener("pointerup", ends, { once: true });
    handle.addEventListener("pointercancel", ends, { once: true });
  };
  const press = (event: KeyboardEvent<HTMLButtonElement>) => {
    const by = event.key === "ArrowLeft" ? -STEP : event.key === "ArrowRight" ? STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    resize(widthOf(event.currentTarget) + by);
  };
  return (
    <th scope="col" className={column.num ? css.num : undefined} title={name}>
      <span className="cut" style={{ display: "block", paddingRight: 4 }}>
        {name}
      </span>
      <button
        type="button"
        className={css.handle}
        aria-label={itemWords.columns.resize(name)}
        onPointerDown={drag}
        onKeyDown={press}
      />
    </th>
  );
}

/** As wide as the column is drawn: one that takes what is left has no width of its own. */
function widthOf(handle: HTMLButtonElement): number {
  return handle.parentElement?.offsetWidth ?? 0;
}
