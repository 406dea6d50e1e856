import { Button, SegmentedControl } from "@mantine/core";
import type { RunDetail } from "@/api/results";
import type { ItemEntry } from "@/api/runItems";
import { UnitStatus } from "@/parts/Status";
import { oneLine } from "@/parts/text/visible";
import { itemWords } from "@/words/item";
import css from "./Drawer.module.css";
import type { useSteps } from "./useSteps";

const words = itemWords.drawer;

/** Which item is open, which of its answers, and the ways to others. */
export function DrawerTop({
  run,
  position,
  repeat,
  summary,
  steps,
  pick,
  copy,
  keys,
  close,
}: {
  run: RunDetail;
  position: number;
  repeat: number;
  summary: ItemEntry | undefined;
  steps: ReturnType<typeof useSteps>;
  pick: (repeat: number) => void;
  copy: () => void;
  keys: () => void;
  close: () => void;
}) {
  return (
    <div className={css.top}>
      <h2 className="cut" title={oneLine(summary?.item_id ?? "")}>
        {summary ? oneLine(summary.item_id ?? "", 120) : words.at(position)}
      </h2>
      {summary && <UnitStatus status={summary.status} />}
      {(run.repeats ?? 1) > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={words.repeat}
          value={String(repeat)}
          onChange={(to) => pick(Number(to))}
          data={Array.from({ length: Math.min(run.repeats ?? 1, 20) }, (_, i) => ({
            value: String(i),
            label: String(i + 1),
          }))}
        />
      )}
      <Button.Group>
        <Button
          variant="default"
          title={words.previous}
          aria-label={words.previous}
          onClick={steps.previous}
        >
          ↑
        </Button>
        <Button variant="default" title={words.next} aria-label={words.next} onClick={steps.next}>
          ↓
        </Button>
        <Button
          variant="default"
          title={words.failure}
          aria-label={words.failure}
          onClick={() => void steps.failure()}
        >
          ✕↓
        </Button>
        <Button variant="default" title={words.copy} aria-label={words.copy} onClick={copy}>
          <CopyIcon />
        </Button>
        <Button variant="default" title={words.keys} aria-label={words.keys} onClick={keys}>
          ?
        </Button>
        <Button variant="default" title={words.close} aria-label={words.close} onClick={close}>
          ✕
        </Button>
      </Button.Group>
    </div>
  );
}

/** Two sheets, one over the other; fonts draw the sign for it in too many ways, or not at all. */
function CopyIcon() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="none" stroke="currentColor" aria-hidden>
      <rect x="1.5" y="1.5" width="8" height="8" rx="1" />
      <path d="M4.5 12.5h7a1 1 0 0 0 1-1v-7" />
    </svg>
  );
}
