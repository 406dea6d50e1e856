import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { readAgreement, type Agreement as Agreed } from "@/api/past";
import { orNull } from "@/api/traffic";
import { count, percent, score } from "@/format/numbers";
import { visibleText } from "@/parts/text/visible";
import { evaluateWords } from "@/words/evaluateTraffic";
import css from "./Evaluate.module.css";
import type { EvaluateSearch } from "./search";

const words = evaluateWords.agreement;

/** How far people agree on a source; nothing while none of its answers was looked at by two. */
export function Agreement({ source }: { source: NonNullable<EvaluateSearch["source"]> }) {
  const { type, id } = source;
  const agreement = useQuery({
    queryKey: ["traffic", "agreement", type, id],
    queryFn: () => orNull(readAgreement(type, id)),
  });
  const found = agreement.data;
  if (!found || found.by_two_or_more === 0) return null;
  return (
    <section className={css.below} aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="quiet">{words.lead(count(found.by_two_or_more), count(found.entities))}</p>
      {found.partly && <p className="quiet">{words.partly(count(found.read))}</p>}
      <div className={css.two}>
        <Numbers found={found} />
        {found.disagreements.length > 0 && (
          <div>
            <h3>{words.disagreements}</h3>
            <ul className={css.list}>
              {found.disagreements.slice(0, 10).map((one) => (
                <li key={`${one.entity_type}/${one.entity_id}`}>
                  <Link
                    to="/traffic"
                    search={{ kind: one.entity_type, open: one.entity_id } as never}
                    className="cut"
                  >
                    {visibleText(one.entity_id)}
                  </Link>
                  <span className="quiet cut">
                    {words.people(one.people)}
                    {one.paths.length > 0 && ` · ${visibleText(one.paths.slice(0, 3).join(", "))}`}
                  </span>
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </section>
  );
}

function Numbers({ found }: { found: Agreed }) {
  const fields = [...found.fields].sort((a, b) => (a.agreement ?? 1) - (b.agreement ?? 1));
  return (
    <div>
      <ul className={css.list}>
        {found.label.items > 0 && (
          <li>
            <span>{words.label}</span>
            <span>
              {percent(found.label.agreement)} · {score(found.label.kappa, 2)}
            </span>
          </li>
        )}
        {found.rating.items > 0 && (
          <li>
            <span>{words.rating}</span>
            <span>{score(found.rating.alpha, 2)}</span>
          </li>
        )}
      </ul>
      {fields.length > 0 && (
        <>
          <h3>{words.fields}</h3>
          <ul className={css.list}>
            {fields.slice(0, 8).map((field) => (
              <li key={field.path}>
                <span className="mono cut">{visibleText(field.path)}</span>
                <span>{percent(field.agreement)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
