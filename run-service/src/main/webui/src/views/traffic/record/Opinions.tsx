import { Switch } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { takeBack, type Feedback } from "@/api/traffic";
import { ConfirmButton } from "@/parts/ConfirmButton";
import { Ago } from "@/parts/Time";
import { visibleText } from "@/parts/text/visible";
import { Value } from "@/parts/Value";
import { traffic } from "@/words/traffic";
import css from "../Traffic.module.css";
import { corrects, modelOf } from "./opinions";

const words = traffic.record;

/** Who said what, the newest first; what a model inferred is named as that. */
export function Opinions({
  said,
  history,
  setHistory,
  mayWrite,
}: {
  said: readonly Feedback[];
  history: boolean;
  setHistory: (history: boolean) => void;
  mayWrite: boolean;
}) {
  return (
    <section className={css.part}>
      <h3>{words.opinions}</h3>
      {said.length === 0 && <p className="quiet">{words.noOpinions}</p>}
      {said.map((one) => (
        <Opinion key={one.id} said={one} mayWrite={mayWrite} />
      ))}
      <Switch
        mt="xs"
        size="xs"
        label={words.history}
        checked={history}
        onChange={(event) => setHistory(event.currentTarget.checked)}
      />
    </section>
  );
}

function Opinion({ said, mayWrite }: { said: Feedback; mayWrite: boolean }) {
  const queries = useQueryClient();
  const who = said.inferred
    ? words.inferred(visibleText(modelOf(said)))
    : visibleText(said.by ?? words.somebody);
  async function remove() {
    await takeBack(said.id);
    await queries.invalidateQueries({ queryKey: ["traffic"] });
  }
  return (
    <div className={css.opinion} data-replaced={said.replaced_at ? true : undefined}>
      <div className={css.opinionTop}>
        <strong>{who}</strong>
        <span className="quiet">
          <Ago at={said.at} />
        </span>
        {said.rating !== null && said.rating !== undefined && (
          <span>{words.rating(Number(said.rating))}</span>
        )}
        {said.label && <span>{visibleText(said.label)}</span>}
        {said.replaced_at && <span>{words.replaced}</span>}
        {!said.replaced_at && !said.stands && <span>{words.outdated}</span>}
        {said.by_link && <span>{words.byLink}</span>}
        {mayWrite && !said.replaced_at && (
          <ConfirmButton
            ml="auto"
            variant="subtle"
            size="compact-xs"
            label={words.takeBack}
            title={words.takeBackTitle}
            confirm={words.takeBack}
            act={remove}
          >
            {words.takeBackLead}
          </ConfirmButton>
        )}
      </div>
      {said.notes && <p>{visibleText(said.notes)}</p>}
      {said.corrected && <Value value={said.corrected} label={traffic.correct.text} />}
      {corrects(said) && <Value value={said.response} label={traffic.correct.form} />}
    </div>
  );
}
