import { SegmentedControl, Skeleton, Stack } from "@mantine/core";
import { lazy, Suspense, useMemo, useState } from "react";
import { Guard } from "@/parts/Guard";
import { part } from "@/parts/part";
import { partWords as words } from "@/words/parts";
import { asJson, asText, looksLikeMarkdown } from "./bounded";
import { JsonTree } from "./JsonTree";
import { ModelText } from "./ModelText";
import css from "./Text.module.css";

const MarkdownText = lazy(() => part(() => import("./MarkdownText")));

type View = "text" | "markdown" | "json" | "raw";

/** Text or JSON of a model or an item: as text, Markdown, tree or exactly as it came. */
export function Content({ value, name }: { value: unknown; name: string }) {
  const text = useMemo(() => asText(value), [value]);
  const json = useMemo(() => asJson(value), [value]);
  const [chosen, choose] = useState<View | null>(null);
  const offered: { value: View; label: string }[] = [
    { value: "text", label: words.text },
    json === undefined
      ? { value: "markdown", label: words.markdown }
      : { value: "json", label: words.json },
    { value: "raw", label: words.raw },
  ];
  // What was chosen for the item before may not be there for this one.
  const kept = offered.find((one) => one.value === chosen)?.value;
  const view =
    kept ?? (json !== undefined ? "json" : looksLikeMarkdown(text) ? "markdown" : "text");
  return (
    <Stack gap={6}>
      {worthViews(text, json) && (
        <SegmentedControl
          size="xs"
          value={view}
          onChange={(to) => choose(to as View)}
          data={offered}
          aria-label={`${words.views}: ${name}`}
          style={{ alignSelf: "flex-start" }}
        />
      )}
      <div className={css.box} tabIndex={0} role="group" aria-label={name}>
        <Guard key={view}>
          {view === "json" && <JsonTree value={json} />}
          {view === "markdown" && (
            <Suspense fallback={<Skeleton height={60} />}>
              <MarkdownText text={text} />
            </Suspense>
          )}
          {view === "text" && <ModelText text={text} name={name} prose />}
          {view === "raw" && <ModelText text={rawOf(value)} name={name} />}
        </Guard>
      </div>
    </Stack>
  );
}

/** A few plain words look the same in every view. */
function worthViews(text: string, json: unknown): boolean {
  return text !== "" && (json !== undefined || !/^[\p{L}\p{N} .,;:%€$-]{1,80}$/u.test(text));
}

/** A text with its escapes, as it stood in the answer's JSON. */
function rawOf(value: unknown): string {
  return JSON.stringify(value ?? null, null, typeof value === "string" ? 0 : 2);
}
