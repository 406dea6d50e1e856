import { useNavigate } from "@tanstack/react-router";
import { useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import { UnitStatus } from "@/parts/Status";
import { useWidth } from "@/parts/useWidth";
import type { UnitMap } from "@/stream/unitMap";
import { gridWords as words } from "@/words/grid";
import { unitWords } from "@/words/status";
import { inWords, pointed } from "./describe";
import { boxOf, cellAt, move, type Arrow } from "./geometry";
import css from "./ProgressGrid.module.css";
import { useCanvas } from "./useCanvas";

const ARROWS = new Set(["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);

interface Props {
  run: { id: string };
  map: UnitMap;
  /** What to do with a chosen unit; without it, its item is opened. */
  onOpen?: (position: number, repeat: number) => void;
}

/** A cell for every unit of a run, by section. What changes is painted again, nothing else. */
export function ProgressGrid({ run, map, onOpen }: Props) {
  const navigate = useNavigate();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width } = useWidth<HTMLDivElement>();
  const shown = useCanvas(run.id, map, canvas, width);
  const [chosen, setChosen] = useState<number | null>(null);
  const at = chosen !== null ? pointed(map, shown.layout, chosen) : null;

  const cellUnder = (event: MouseEvent) => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - left) * shown.ratio;
    return cellAt(shown.layout, x, (event.clientY - top) * shown.ratio);
  };
  const open = (cell: number | null) => {
    const one = cell !== null ? pointed(map, shown.layout, cell) : null;
    if (!one) return;
    if (onOpen) return onOpen(one.position, one.repeat);
    void navigate({
      to: "/runs/$id/items/$n",
      params: { id: run.id, n: String(one.position) },
      search: one.repeat > 0 ? { repeat: one.repeat } : {},
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" || event.key === " ") open(chosen);
    else if (event.key === "Escape") setChosen(null);
    else if (ARROWS.has(event.key)) {
      setChosen(chosen === null ? 0 : move(shown.layout, chosen, event.key as Arrow));
    } else return;
    event.preventDefault();
  };
  const box = chosen !== null && at ? boxOf(shown.layout, chosen) : null;
  const scale = 1 / shown.ratio;
  return (
    <div ref={ref} className={css.grid}>
      <canvas
        ref={canvas}
        className={css.canvas}
        width={shown.layout.width}
        height={shown.layout.height}
        style={{ width: shown.layout.width * scale, height: shown.layout.height * scale }}
        tabIndex={0}
        role="slider"
        aria-label={`${words.label(inWords(map))} ${words.help}`}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, map.letters.length)}
        aria-valuenow={at ? at.position : 1}
        aria-valuetext={at ? `${at.text}: ${unitWords[at.status] ?? at.status}` : inWords(map)}
        onMouseMove={(event) => setChosen(cellUnder(event))}
        onMouseLeave={() => setChosen(null)}
        onClick={(event) => open(cellUnder(event))}
        onBlur={() => setChosen(null)}
        onKeyDown={onKeyDown}
      />
      {box && at && (
        <>
          <div
            className={css.ring}
            style={{
              left: box.x * scale - 2,
              top: box.y * scale - 2,
              width: box.size * scale + 4,
              height: box.size * scale + 4,
            }}
          />
          <div
            className={css.tip}
            style={
              box.x * scale > width / 2
                ? { right: width - (box.x + box.size) * scale, top: (box.y + box.size) * scale + 6 }
                : { left: box.x * scale, top: (box.y + box.size) * scale + 6 }
            }
          >
            {at.text} <UnitStatus status={at.status} />
          </div>
        </>
      )}
    </div>
  );
}
