import { Button, SegmentedControl, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { schemaQuery } from "@/api/traffic";
import { ProblemNote } from "@/parts/Notes";
import { PageHead } from "@/parts/PageHead";
import { useAddress } from "@/parts/useAddress";
import { useMay } from "@/session";
import launchCss from "@/views/launch/Launch.module.css";
import { useLaunch } from "@/views/launch/useLaunch";
import { usePreview } from "@/views/launch/usePreview";
import { words as common } from "@/words/common";
import { evaluateWords as words } from "@/words/evaluateTraffic";
import css from "../Traffic.module.css";
import { Agreement } from "./Agreement";
import { draftOf, withoutInferring } from "./draft";
import { EvaluatorsPart } from "./EvaluatorsPart";
import { FieldsPart } from "./FieldsPart";
import { InferPart } from "./InferPart";
import { ReplayPart } from "./ReplayPart";
import { MODES, readEvaluateSearch } from "./search";
import { SourceHistory } from "./SourceHistory";
import { SourcePart } from "./SourcePart";
import { SpansPart } from "./SpansPart";
import { TrafficPreview } from "./TrafficPreview";
import { WindowPart } from "./WindowPart";

/** What is evaluated of traffic and how, what it would be over, and how it did before. */
export function Evaluate() {
  const [search, set] = useAddress(readEvaluateSearch);
  const mayRun = useMay("run");
  // A window counts back from when the view was opened, so that what is seen is what is launched.
  const [now] = useState(() => Date.now());
  const skill = search.source?.type === "skill" ? search.source.id : null;
  const schema = useQuery(schemaQuery(skill, null));
  const known = skill === null ? null : (schema.data ?? null);
  const key = JSON.stringify([search, known]);
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const whole = useMemo(() => draftOf(search, { now, schema: known }), [key, now]);
  const looked = useMemo(() => whole && withoutInferring(whole), [whole]);
  const counted = usePreview(looked, looked !== null);
  const notes = counted.data?.[0]?.traffic?.notes_only ?? 0;
  // A note by a link may stand beside what was made of an older one, and is then not among those.
  const nothing = search.mode === "stored" && notes === 0 && !search.inferLinks;
  const draft = nothing ? looked : whole;
  const inferring = usePreview(draft, draft !== null && draft !== looked);
  const preview = draft === looked ? counted : inferring;
  // Whether a model is asked about notes, and what for, is known when these are counted.
  const unknown = search.mode === "stored" && search.infer && (counted.behind || preview.behind);
  // A key for each draft: what was changed is another launch.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const once = useMemo(() => crypto.randomUUID(), [draft]);
  const launch = useLaunch(draft, once, () => undefined);
  const part = { search, set };
  return (
    <div className={css.page}>
      <PageHead
        above={<Link to="/traffic">{common.views.traffic}</Link>}
        title={words.title}
        lead={words.lead}
      />
      <div className={launchCss.sheet}>
        <div>
          <SourcePart {...part} />
          {search.source !== null && (
            <>
              <WindowPart {...part} />
              <SegmentedControl
                size="xs"
                my="sm"
                aria-label={words.mode.label}
                value={search.mode}
                onChange={(mode) => set({ mode: mode === "stored" ? undefined : mode })}
                data={MODES.map((value) => ({ value, label: words.mode[value] }))}
              />
              {search.mode === "replay" && <ReplayPart {...part} />}
              <EvaluatorsPart {...part} schema={known !== null} />
              {search.mode === "stored" && <SpansPart {...part} />}
              <FieldsPart {...part} />
              {search.mode === "stored" && (
                <InferPart {...part} notes={preview.data?.[0]?.traffic?.to_infer ?? notes} />
              )}
            </>
          )}
        </div>
        <div className={launchCss.side}>
          {launch.error && <ProblemNote error={launch.error} />}
          {!mayRun && <Text size="sm">{words.mayNot}</Text>}
          {mayRun && (
            <div className={launchCss.go}>
              <Button
                size="sm"
                fullWidth
                disabled={draft === null || unknown || preview.isError || launch.isPending}
                loading={launch.isPending}
                onClick={() => launch.mutate()}
              >
                {search.mode === "replay" ? words.goReplay : words.go}
              </Button>
            </div>
          )}
          <TrafficPreview
            source={search.source}
            preview={draft === null ? undefined : (preview.data?.[0] ?? counted.data?.[0])}
            error={draft === null ? null : preview.error}
            behind={preview.behind}
          />
        </div>
      </div>
      {search.source !== null && (
        <>
          <SourceHistory source={search.source} />
          <Agreement source={search.source} />
        </>
      )}
    </div>
  );
}
