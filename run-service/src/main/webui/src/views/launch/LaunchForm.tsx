import { Button, Group, Skeleton, Tabs, Text } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { Guard } from "@/parts/Guard";
import { ProblemNote } from "@/parts/Notes";
import { part } from "@/parts/part";
import { useMay } from "@/session";
import { launchWords as words } from "@/words/launch";
import { CurlTab } from "./CurlTab";
import { DatasetPart } from "./DatasetPart";
import { targetsOf } from "./draft";
import { errorsOf } from "./errors";
import { GatePart } from "./GatePart";
import css from "./Launch.module.css";
import { NamesPart } from "./NamesPart";
import { PlanPart } from "./PlanPart";
import { Preview } from "./Preview";
import { Rehearsal } from "./Rehearsal";
import { SaveEvaluation } from "./SaveEvaluation";
import { ScorersPart } from "./ScorersPart";
import type { Source } from "./search";
import { TargetPart } from "./TargetPart";
import { useDraft } from "./useDraft";
import { useLaunch } from "./useLaunch";
import { ready, usePreview } from "./usePreview";

const YamlTab = lazy(() => part(() => import("./YamlTab")));

/** A launch as a form, as YAML and as curl, and beside it what it would do. */
export function LaunchForm({ source }: { source: Source }) {
  const mayRun = useMay("run");
  const mayWrite = useMay("write");
  const { draft, view, named, whole, error, again, touched, set, replace, forget } =
    useDraft(source);
  // A key for each draft: what was changed is another launch.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const once = useMemo(() => crypto.randomUUID(), [draft]);
  const enough = ready(view);
  const preview = usePreview(draft, enough);
  const launch = useLaunch(draft, once, forget);
  if (error) return <ProblemNote error={error} again={again} />;
  if (!draft || !view) return <Skeleton height={420} />;
  const errors = errorsOf(launch.error ?? (enough ? preview.error : null));
  const part = { view, set, errors };
  return (
    <div className={css.sheet}>
      <Tabs defaultValue="form" keepMounted={false}>
        <Tabs.List aria-label={words.tabs.label} mb="sm">
          <Tabs.Tab value="form">{words.tabs.form}</Tabs.Tab>
          <Tabs.Tab value="yaml">{words.tabs.yaml}</Tabs.Tab>
          <Tabs.Tab value="curl">{words.tabs.curl}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="form">
          {named && (
            <Text size="sm" className="quiet" mb="xs">
              {words.fromLead(named)}
            </Text>
          )}
          <DatasetPart {...part} />
          <TargetPart {...part} />
          <ScorersPart {...part} />
          <GatePart {...part} />
          <PlanPart {...part} />
          <NamesPart {...part} />
        </Tabs.Panel>
        <Tabs.Panel value="yaml">
          <Guard>
            <Suspense fallback={<Skeleton height={420} />}>
              <YamlTab draft={draft} replace={replace} />
            </Suspense>
          </Guard>
        </Tabs.Panel>
        <Tabs.Panel value="curl">
          <CurlTab draft={draft} once={once} />
        </Tabs.Panel>
      </Tabs>
      <div className={css.side}>
        {launch.error && <ProblemNote error={launch.error} />}
        {!mayRun && <Text size="sm">{words.mayNot}</Text>}
        <Group gap="xs" className={css.go}>
          {mayRun && (
            <Button
              size="sm"
              flex="1 0 auto"
              disabled={!enough}
              loading={launch.isPending}
              onClick={() => launch.mutate()}
            >
              {words.go(targetsOf(view).length)}
            </Button>
          )}
          {touched && (
            <Button size="sm" variant="subtle" onClick={forget}>
              {words.startOver}
            </Button>
          )}
          {mayWrite && whole && <SaveEvaluation view={view} named={named} />}
        </Group>
        <Preview
          previews={enough ? preview.data : undefined}
          error={enough ? preview.error : null}
          behind={preview.behind}
        />
        <Rehearsal draft={draft} enabled={enough} />
      </div>
    </div>
  );
}
