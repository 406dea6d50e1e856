import type { Feedback, Traffic } from "@/api/traffic";
import { Diff } from "@/parts/diff/Diff";
import { jsonDiff } from "@/parts/diff/jsonDiff";
import { asJson } from "@/parts/text/bounded";
import { visibleText } from "@/parts/text/visible";
import { traffic } from "@/words/traffic";
import css from "../Traffic.module.css";
import { between, modelOf, truthOf } from "./opinions";

const words = traffic.record;

/** The correction that counts against the answer, and whether people agree on it. */
export function Truth({ record, said }: { record: Traffic; said: readonly Feedback[] }) {
  const truth = truthOf(said);
  if (!truth) return null;
  const answer = asJson(record.response);
  const same = answer !== undefined && jsonDiff(answer, truth.response).length === 0;
  const agreement = between(said);
  return (
    <section className={css.part}>
      <h3>{words.truth}</h3>
      {same ? (
        <p>{words.same}</p>
      ) : (
        <Diff before={record.response} after={truth.response} names={words.sides} />
      )}
      <p className="quiet">
        {truth.inferred
          ? words.truthInferred(visibleText(modelOf(truth)))
          : words.truthBy(visibleText(truth.by ?? words.somebody))}
      </p>
      {agreement && (
        <p>
          {agreement.paths.length === 0
            ? words.agree(agreement.people)
            : words.disagree(agreement.people, visibleText(agreement.paths.slice(0, 8).join(", ")))}
        </p>
      )}
    </section>
  );
}
