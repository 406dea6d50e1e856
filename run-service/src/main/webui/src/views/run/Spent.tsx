import type { RunDetail, Spent as One } from "@/api/results";
import { cost, count } from "@/format/numbers";
import { runPage } from "@/words/run";
import { Block } from "./Block";
import css from "./Run.module.css";

const words = runPage.spent;

/** What the run cost: billed and useful, candidate and judges apart. */
export function Spent({ run }: { run: RunDetail }) {
  const usage = Object.entries(run.summary?.usage ?? {}).filter(
    ([, spent]) => (spent.billed?.calls ?? 0) > 0 || (spent.saved?.calls ?? 0) > 0,
  );
  if (usage.length === 0) {
    return (
      <Block title={words.title}>
        <p className="quiet" style={{ margin: 0 }}>
          {words.none}
        </p>
      </Block>
    );
  }
  const saved = usage.some(([, spent]) => (spent.saved?.calls ?? 0) > 0);
  const heads = [words.calls, words.tokensIn, words.tokensOut, words.billed, words.useful];
  return (
    <Block title={words.title}>
      <div className={css.scroll} role="region" aria-label={words.table} tabIndex={0}>
        <table style={{ width: "100%", borderSpacing: "0 4px" }}>
          <thead>
            <tr>
              <th scope="col" style={{ textAlign: "left", fontWeight: 500 }} className="quiet">
                {words.who}
              </th>
              {[...heads, ...(saved ? [words.saved] : [])].map((head) => (
                <th
                  key={head}
                  scope="col"
                  className="num quiet"
                  style={{ fontWeight: 500, paddingLeft: 12 }}
                  title={head === words.useful ? words.usefulTitle : undefined}
                >
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {usage.map(([who, spent]) => (
              <tr key={who}>
                <th scope="row" style={{ textAlign: "left", fontWeight: 500 }}>
                  {who === "candidate" ? words.candidate : who === "judge" ? words.judge : who}
                </th>
                <td className="num">{count(spent.billed?.calls)}</td>
                <td className="num">{count(spent.billed?.tokens_in)}</td>
                <td className="num">{count(spent.billed?.tokens_out)}</td>
                <Money spent={spent.billed} />
                <Money spent={spent.useful} />
                {saved && <Money spent={spent.saved} />}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Block>
  );
}

function Money({ spent }: { spent: One | null | undefined }) {
  return (
    <td
      className="num"
      title={spent?.cost === null || spent?.cost === undefined ? words.unknown : undefined}
    >
      {cost(spent?.cost)}
    </td>
  );
}
