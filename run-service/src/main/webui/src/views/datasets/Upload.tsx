import { Button, Group, Progress, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { problemOf } from "@/api/problem";
import { bytes, percent } from "@/format/numbers";
import { FileDrop } from "@/parts/FileDrop";
import { ProblemNote } from "@/parts/Notes";
import { datasets as words } from "@/words/datasets";
import { BadLines } from "./BadLines";
import { columnsOf, isTable, sourceOf, type Sending } from "./upload";
import { UploadDone } from "./UploadDone";
import { UploadForm } from "./UploadForm";
import { useSending } from "./useSending";

const ACCEPT = ".jsonl,.ndjson,.json,.csv,.tsv,.tab,.gz";
const HEADER_BYTES = 65_536;

/** From a file to a version: what it is, what its columns are, what is wrong with it, what it became. */
export function Upload({ to, close }: { to: string | null; close: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [sending, setSending] = useState<Sending | null>(null);
  const [columns, setColumns] = useState<string[]>([]);
  const { state, start, stop, reset } = useSending();

  async function take(next: File) {
    const source = sourceOf(next.name);
    reset();
    setFile(next);
    setSending({ ...source, name: to ?? source.name, charset: "", columns: {}, skipBad: false });
    const readable = isTable(source.format) && !source.gzip;
    const start = readable ? await next.slice(0, HEADER_BYTES).text() : "";
    setColumns(readable ? columnsOf(start, source.format) : []);
  }

  function go(skipBad: boolean) {
    if (!file || !sending) return;
    const next = { ...sending, skipBad };
    setSending(next);
    void start(next, file);
  }

  if (state.at === "done") return <UploadDone sent={state.sent} close={close} />;
  if (file === null || sending === null) {
    return (
      <FileDrop label={words.up.drop} accept={ACCEPT} onFile={(next) => void take(next)}>
        {words.up.dropLead}
      </FileDrop>
    );
  }
  const bad = state.at === "refused" ? problemOf(state.error) : null;
  const lines = bad?.code === "BAD_LINES" ? bad.violations : [];
  return (
    <Stack gap="sm">
      <Text size="sm">
        <span className="mono">{file.name}</span> <span className="quiet">{bytes(file.size)}</span>
      </Text>
      <UploadForm
        sending={sending}
        columns={columns}
        fixedName={to !== null}
        change={(patch) => setSending({ ...sending, ...patch })}
      />
      {state.at === "sending" && <Sent share={state.share} />}
      {state.at === "stopped" && <Text size="sm">{words.up.stopped}</Text>}
      {bad !== null && lines.length === 0 && (
        <ProblemNote error={state.at === "refused" ? state.error : null} />
      )}
      {lines.length > 0 && (
        <BadLines
          lines={lines}
          lead={bad?.detail ?? words.up.badLead}
          skip={sending.skipBad ? undefined : () => go(true)}
        />
      )}
      <Group gap="xs">
        {state.at === "sending" ? (
          <Button variant="default" onClick={stop}>
            {words.up.stop}
          </Button>
        ) : (
          <>
            <Button onClick={() => go(false)} disabled={sending.name === ""}>
              {words.up.go}
            </Button>
            <Button variant="default" onClick={() => setFile(null)}>
              {words.up.other}
            </Button>
          </>
        )}
      </Group>
    </Stack>
  );
}

function Sent({ share }: { share: number }) {
  return (
    <Stack gap={4}>
      <Progress value={share * 100} aria-label={words.up.sent(percent(share, 0))} />
      <Text size="xs" className="quiet" role="status">
        {share < 1 ? words.up.sent(percent(share, 0)) : words.up.reading}
      </Text>
    </Stack>
  );
}
