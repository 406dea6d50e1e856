import { Radio } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Comparison } from "@/api/comparison";
import { cost, count, percent, score, signed } from "@/format/numbers";
import { duration } from "@/format/times";
import { rateOf } from "@/parts/runCard/facts";
import { Verdict } from "@/parts/Status";
import { Block } from "@/views/run/Block";
import { compareWords } from "@/words/compare";
import css from "./Compare.module.css";
import type { Change } from "./Compared";

const words = compareWords.sides;

/** Each side alone; the baseline, and what is shown against it, are a click. */
export function Sides({
  comparison,
  names,
  shown,
  change,
}: {
  comparison: Comparison;
  names: Map<string, string>;
  shown: string;
  change: Change;
}) {
  const scorers = [...new Set(comparison.sides.flatMap((side) => Object.keys(side.means ?? {})))];
  const elo = new Map((comparison.ranking ?? []).map((rank) => [rank.name, rank.elo]));
  const many = comparison.sides.length > 2;
  const heads = [
    words.passed,
    words.rate,
    ...scorers,
    words.latency,
    words.cost,
    ...(elo.size > 0 ? [words.elo] : []),
  ];
  const without = (name: string) => {
    const gone =
      comparison.sides.find((side) => side.name === name)?.runs.map((run) => run.id) ?? [];
    const kept = comparison.sides
      .flatMap((side) => side.runs.map((run) => run.id))
      .filter((id) => !gone.includes(id));
    change({
      runs: kept,
      flip: undefined,
      ...(comparison.baseline === name ? { baseline: undefined } : {}),
      ...(shown === name ? { other: undefined } : {}),
    });
  };
  return (
    <Block title={words.title}>
      <div className={css.scroll} role="group" aria-label={words.title} tabIndex={0}>
        <table className={css.sides}>
          <thead>
            <tr>
              <th scope="col">{words.baseline}</th>
              {many && <th scope="col">{words.show}</th>}
              <th scope="col">{words.run}</th>
              <th scope="col">{words.model}</th>
              {heads.map((head) => (
                <th key={head} scope="col" className="num">
                  {head}
                </th>
              ))}
              {many && <th scope="col" aria-label={words.remove("")} />}
            </tr>
          </thead>
          <tbody>
            {comparison.sides.map((side) => {
              const name = names.get(side.name) ?? side.name;
              const base = side.name === comparison.baseline;
              const first = side.runs[0];
              return (
                <tr key={side.name} data-shown={side.name === shown || undefined}>
                  <td>
                    <Radio
                      size="xs"
                      name="baseline"
                      aria-label={words.make(name)}
                      checked={base}
                      onChange={() =>
                        change({
                          baseline: side.name,
                          flip: undefined,
                          ...(shown === side.name ? { other: undefined } : {}),
                        })
                      }
                    />
                  </td>
                  {many && (
                    <td>
                      {!base && (
                        <Radio
                          size="xs"
                          name="shown"
                          aria-label={words.against(name)}
                          checked={side.name === shown}
                          onChange={() => change({ other: side.name, flip: undefined })}
                        />
                      )}
                    </td>
                  )}
                  <td className={css.run}>
                    {side.runs.map((run) => (
                      <div key={run.id}>
                        <Link to="/runs/$id" params={{ id: run.id }}>
                          {side.runs.length === 1 ? name : (run.name ?? run.id.slice(0, 8))}
                        </Link>{" "}
                        <Verdict verdict={run.verdict} />
                      </div>
                    ))}
                  </td>
                  <td>{first?.model ?? "–"}</td>
                  <td className="num">
                    {count(side.passed)} / {count(side.units)}
                    {side.errored > 0 && (
                      <span style={{ color: "var(--assay-error)" }}>
                        {" "}
                        ! {count(side.errored)} {words.errors}
                      </span>
                    )}
                  </td>
                  <td
                    className="num"
                    title={rateOf(side) === null ? words.nothingMeasured : undefined}
                  >
                    {percent(rateOf(side))}
                  </td>
                  {scorers.map((key) => (
                    <td key={key} className="num">
                      {score(side.means?.[key])}
                    </td>
                  ))}
                  <td className="num">{duration(side.latency?.p50)}</td>
                  <td className="num">{cost(side.cost)}</td>
                  {elo.size > 0 && <td className="num">{signed(elo.get(side.name), 0)}</td>}
                  {many && (
                    <td>
                      <button
                        type="button"
                        aria-label={words.remove(name)}
                        title={words.remove(name)}
                        onClick={() => without(side.name)}
                        style={{
                          border: 0,
                          background: "none",
                          color: "inherit",
                          cursor: "pointer",
                        }}
                      >
                        ✕
                      </button>
                    </td>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Block>
  );
}
