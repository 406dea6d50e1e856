import type { ItemDetail } from "@/api/runItems";
import { cost, count } from "@/format/numbers";
import { duration } from "@/format/times";
import { oneLine } from "@/parts/text/visible";
import { itemWords } from "@/words/item";
import css from "./Drawer.module.css";
import { Part } from "./Part";

const words = itemWords.drawer.facts;

/** Tokens, times and cost of an item. */
export function Facts({ detail }: { detail: ItemDetail }) {
  const { answer, spending } = detail;
  const unknown = spending?.cost_known === false ? words.unknownCost : undefined;
  const facts: [string, string | null, string?][] = [
    [words.latency, duration(answer?.latency_ms)],
    [words.ttft, answer?.ttft_ms ? duration(answer.ttft_ms) : null],
    [words.speed, answer?.tokens_per_s ? count(answer.tokens_per_s) : null],
    [words.in, count(answer?.tokens_in)],
    [words.cached, answer?.tokens_cached ? count(answer.tokens_cached) : null],
    [words.out, count(answer?.tokens_out)],
    [words.billed, cost(spending?.billed), unknown],
    [words.useful, cost(spending?.useful), unknown],
    [words.finish, answer?.finish_reason ?? null],
    [words.model, answer?.model ?? null],
    [words.request, answer?.request_id ?? null],
  ];
  return (
    <Part title={itemWords.drawer.tokens}>
      <dl className={css.facts}>
        {facts.map(([name, value, title]) =>
          value === null ? null : (
            <div key={name} title={title}>
              <dt>{name}</dt>
              <dd>{oneLine(value, 120)}</dd>
            </div>
          ),
        )}
      </dl>
    </Part>
  );
}
