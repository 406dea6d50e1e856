import type { SpanSummary } from "@/api/results";
import { count, score, scoreRange } from "@/format/numbers";
import { visibleText } from "@/parts/text/visible";
import { runPage } from "@/words/run";
import { traffic } from "@/words/traffic";
import css from "./Run.module.css";

const words = runPage.scorers.spans;

/** What a scorer says of spans, by kind and name: the mean, how many, and what was not measured. */
export function SpanGroups({ name, groups }: { name: string; groups: SpanSummary[] }) {
  if (groups.length === 0) return null;
  return (
    <div className={css.spans} role="region" aria-label={words.table(name)} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.span}</th>
            <th scope="col" className="num">
              {words.mean}
            </th>
            <th scope="col" className="num">
              {words.count}
            </th>
            <th scope="col" className="num">
              {words.items}
            </th>
            <th scope="col">{words.unmeasured}</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={`${group.kind} ${group.name}`}>
              <th scope="row">
                {visibleText(group.name)} <span className="quiet">{kindOf(group.kind)}</span>
              </th>
              <td className="num">
                {score(group.mean)}{" "}
                <span className="quiet">
                  {scoreRange(group.mean_interval?.lower, group.mean_interval?.upper)}
                </span>
              </td>
              <td className="num">{count(group.count)}</td>
              <td className="num">{count(group.items)}</td>
              <td>
                {group.errors > 0 && (
                  <span style={{ color: "var(--assay-error)" }}>
                    ! {runPage.scorers.errors(count(group.errors))}{" "}
                  </span>
                )}
                {group.skipped > 0 && (
                  <span className="quiet">– {runPage.scorers.skipped(count(group.skipped))}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function kindOf(kind: string): string {
  return (traffic.trace.kinds as Record<string, string>)[kind] ?? visibleText(kind);
}
