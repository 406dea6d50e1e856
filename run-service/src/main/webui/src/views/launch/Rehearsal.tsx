import { Button, Text } from "@mantine/core";
import type { Schemas } from "@/api/client";
import { ProblemNote } from "@/parts/Notes";
import { Verdict } from "@/parts/Status";
import { launchWords } from "@/words/launch";
import type { Draft } from "./draft";
import css from "./Launch.module.css";
import { useRehearsal } from "./usePreview";

const words = launchWords.preview;

/** Some items, the real way but for the model: what is to be mended before it costs anything. */
export function Rehearsal({ draft, enabled }: { draft: Draft; enabled: boolean }) {
  const rehearsal = useRehearsal();
  const reports = (rehearsal.data ?? []).flatMap((one) => one.rehearsal ?? []);
  return (
    <section className={css.panel} aria-label={words.rehearse}>
      <Button
        variant="default"
        disabled={!enabled}
        loading={rehearsal.isPending}
        onClick={() => rehearsal.mutate(draft)}
      >
        {words.rehearse}
      </Button>
      <Text size="xs" className="quiet">
        {words.rehearseLead}
      </Text>
      {rehearsal.error && <ProblemNote error={rehearsal.error} />}
      {reports.map((report, at) => (
        <Report key={at} report={report} />
      ))}
    </section>
  );
}

function Report({ report }: { report: Schemas["DryRunReport"] }) {
  return (
    <div>
      <Text size="sm">
        {words.rehearsed(report.answered, report.items)} <Verdict verdict={report.verdict} />
      </Text>
      {report.findings.length === 0 ? (
        <Text size="sm">{words.noFindings}</Text>
      ) : (
        <ul className={css.list}>
          {report.findings.map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      )}
      {report.left_out.length > 0 && (
        <Text size="xs" className="quiet">
          {words.leftOut(report.left_out.join(", "))}
        </Text>
      )}
    </div>
  );
}
