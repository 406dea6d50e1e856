import type { Schemas } from "@/api/client";
import { count } from "@/format/numbers";
import { exact } from "@/format/times";
import { providers as words } from "@/words/providers";

export type AccountLimits = Schemas["AccountLimits"];

export interface State {
  glyph: string;
  word: string;
  title: string;
  tone: "calm" | "flight" | "warn" | "error";
}

/** How an account stands, in a word; the worst that is true of it. */
export function stateOf(
  limits: { now?: Partial<NonNullable<AccountLimits["now"]>> | null },
  now: number,
): State {
  const at = limits.now;
  if (!at) {
    return { glyph: "○", word: words.state.idle, title: words.state.idleTitle, tone: "calm" };
  }
  if ((at.open_breakers ?? 0) > 0) {
    return { glyph: "!", word: words.state.broken, title: words.state.brokenTitle, tone: "error" };
  }
  if (at.paused_until && Date.parse(at.paused_until) > now) {
    const until = exact(at.paused_until);
    return { glyph: "‖", word: words.state.paused(until.slice(11)), title: until, tone: "warn" };
  }
  if (at.phase === "throttled") {
    const since = at.throttled_at ? exact(at.throttled_at) : "";
    return { glyph: "▽", word: words.state.throttled, title: since, tone: "warn" };
  }
  const running = at.running ?? 0;
  const waiting = at.waiting ?? 0;
  if (running > 0 || waiting > 0) {
    const word =
      waiting > 0
        ? words.state.waiting(count(running), count(waiting))
        : words.state.busy(count(running));
    return { glyph: "◌", word, title: words.limits.phases[at.phase ?? ""] ?? "", tone: "flight" };
  }
  return { glyph: "●", word: words.state.steady, title: "", tone: "calm" };
}

export interface Line {
  allowed: string;
  used: string;
  queued: string;
  /** Places of throttled points. */
  throttled: number[];
  most: number;
}

/** The paths of a history in a box of the given size, the oldest at the left; by time, not by index. */
export function linesOf(
  history: Partial<Schemas["Point"]>[],
  width: number,
  height: number,
): Line | null {
  const times = history.map((point) => Date.parse(point.at ?? ""));
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined || last <= first) return null;
  const most = Math.max(
    1,
    ...history.flatMap((p) => [p.concurrency ?? 0, p.running ?? 0, p.waiting ?? 0]),
  );
  const x = (i: number) => (((times[i] ?? first) - first) / (last - first)) * width;
  const path = (of: (point: Partial<Schemas["Point"]>) => number | null | undefined) =>
    history
      .map((point, i) => {
        const y = height - ((of(point) ?? 0) / most) * height;
        return `${i === 0 ? "M" : "L"}${x(i).toFixed(1)} ${y.toFixed(1)}`;
      })
      .join("");
  return {
    allowed: path((p) => p.concurrency),
    used: path((p) => p.running),
    queued: path((p) => p.waiting),
    throttled: history.flatMap((p, i) => (p.phase === "throttled" ? [x(i)] : [])),
    most,
  };
}
