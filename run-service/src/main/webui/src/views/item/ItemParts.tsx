import type { ItemDetail } from "@/api/runItems";
import { asText } from "@/parts/text/bounded";
import { Content } from "@/parts/text/Content";
import { ModelText } from "@/parts/text/ModelText";
import { itemWords } from "@/words/item";
import { itemAssets } from "./message";
import { Fold, Part } from "./Part";
import { Shown } from "./Prompt";

const words = itemWords.drawer;

/** What the model said, and what else came with it. */
export function AnswerPart({ detail }: { detail: ItemDetail }) {
  const answer = detail.answer;
  const failure = detail.summary.error;
  return (
    <Part title={words.answer}>
      {failure && (
        <p style={{ margin: "0 0 6px", color: "var(--assay-error)" }}>
          ! {failure.message} <span className="quiet">{failure.code}</span>
        </p>
      )}
      {answer?.output === null || answer?.output === undefined ? (
        !failure && <p className="quiet">{words.noAnswer}</p>
      ) : (
        <Content value={answer.output} name={words.answer} />
      )}
      {answer?.finish_reason === "length" && (
        <p style={{ color: "var(--assay-warn)" }}>▲ {words.truncated}</p>
      )}
      {answer?.refusal && (
        <Fold title={words.refusal}>
          <ModelText text={answer.refusal} prose />
        </Fold>
      )}
      {answer?.reasoning && (
        <Fold title={words.reasoning}>
          <ModelText text={answer.reasoning} prose />
        </Fold>
      )}
      {answer?.tool_calls ? (
        <Fold title={words.toolCalls}>
          <ModelText text={asText(answer.tool_calls)} />
        </Fold>
      ) : null}
    </Part>
  );
}

/** What was expected. */
export function ExpectedPart({ detail }: { detail: ItemDetail }) {
  const item = detail.item ?? {};
  return (
    <Part title={words.expected}>
      {"expected" in item ? (
        <Content value={item.expected} name={words.expected} />
      ) : (
        <p className="quiet">{words.noExpected}</p>
      )}
    </Part>
  );
}

/** The rest of the item as it stands in its dataset. */
export function ItemPart({ detail }: { detail: ItemDetail }) {
  const item = detail.item ?? {};
  const assets = itemAssets(item);
  const folds = [
    [words.choices, item.choices],
    [words.context, item.context],
    [words.criteria, item.criteria],
    [words.extra, item.extra],
  ] as const;
  return (
    <Part title={words.item}>
      {assets.map((asset, i) => (
        <Shown key={i} part={asset} n={i + 1} />
      ))}
      {!detail.prompt && <Content value={item.input} name={words.input} />}
      {folds.map(([title, value]) =>
        value === undefined || value === null ? null : (
          <Fold key={title} title={title}>
            <Content value={value} name={title} />
          </Fold>
        ),
      )}
      {detail.prompt && (
        <Fold title={words.input}>
          <Content value={item.input} name={words.input} />
        </Fold>
      )}
    </Part>
  );
}
