import { Button, Checkbox, Group, Modal, Skeleton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { comparableQuery, type ComparableRun } from "@/api/figures";
import { api, body } from "@/api/client";
import { ProblemNote } from "@/parts/Notes";
import { Verdict } from "@/parts/Status";
import { Ago } from "@/parts/Time";
import { compareWords } from "@/words/compare";
import css from "./Compare.module.css";
import { grouped, matches, unlike } from "./picking";
import { MOST } from "./search";

const words = compareWords.picker;

/** Offers only what can be compared: first any run, then those over the same dataset. */
export function Picker({
  chosen,
  done,
  close,
}: {
  chosen: string[];
  done: (runs: string[]) => void;
  close: () => void;
}) {
  const [first] = chosen;
  const [find, setFind] = useState("");
  return (
    <Modal opened onClose={close} title={words.title} size="lg">
      <TextInput
        data-autofocus
        aria-label={words.find}
        placeholder={words.find}
        value={find}
        onChange={(event) => setFind(event.currentTarget.value)}
        mb={6}
      />
      {first ? (
        <Others first={first} chosen={chosen} find={find} done={done} />
      ) : (
        <First find={find} done={done} />
      )}
    </Modal>
  );
}

function First({ find, done }: { find: string; done: (runs: string[]) => void }) {
  const runs = useQuery({
    queryKey: ["runs", "ended"],
    queryFn: async ({ signal }) =>
      (
        await body(
          api.GET("/v1/runs", {
            params: {
              query: { status: "successful,partially_successful,cancelled,failed", limit: 100 },
            },
            signal,
          }),
        )
      ).data,
  });
  if (runs.error) return <ProblemNote error={runs.error} again={() => void runs.refetch()} />;
  if (!runs.data) return <Skeleton height={200} />;
  if (runs.data.length === 0) return <p className="quiet">{words.noRuns}</p>;
  return (
    <>
      <p className="quiet">{words.first}</p>
      {runs.data
        .filter((run) => matches([run.name, run.alias, run.target?.model, run.dataset?.name], find))
        .map((run) => (
          <button key={run.id} type="button" className={css.choice} onClick={() => done([run.id])}>
            <Verdict verdict={run.verdict ?? "none"} />
            <span className="cut">
              {run.name} <span className="quiet">{run.target?.model}</span>
            </span>
            <span className="quiet">
              {run.dataset?.name} v{run.dataset?.version}
            </span>
            <span className="quiet">
              <Ago at={run.finished_at} />
            </span>
          </button>
        ))}
    </>
  );
}

function Others({
  first,
  chosen,
  find,
  done,
}: {
  first: string;
  chosen: string[];
  find: string;
  done: (runs: string[]) => void;
}) {
  const comparable = useQuery(comparableQuery(first));
  const [picked, setPicked] = useState(chosen);
  if (comparable.error) {
    return <ProblemNote error={comparable.error} again={() => void comparable.refetch()} />;
  }
  if (!comparable.data) return <Skeleton height={200} />;
  const suggested = comparable.data.suggested.run?.id;
  const groups = grouped(
    comparable.data.data.filter((run) =>
      matches([run.name, run.alias, run.model, run.label], find),
    ),
  );
  const toggle = (id: string) =>
    setPicked(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id]);
  return (
    <>
      {comparable.data.data.length === 0 && <p className="quiet">{words.none}</p>}
      {groups.map((group) => (
        <div key={String(group.version)}>
          <div className={css.pickGroup}>
            {group.same
              ? words.same(group.version ?? 0)
              : words.other(String(group.version ?? "–"))}
          </div>
          {group.runs.map((run) => (
            <Choice
              key={run.id}
              run={run}
              suggested={run.id === suggested}
              checked={picked.includes(run.id)}
              disabled={!picked.includes(run.id) && picked.length >= MOST}
              toggle={() => toggle(run.id)}
            />
          ))}
        </div>
      ))}
      <Group justify="flex-end" mt="md">
        {picked.length >= MOST && <span className="quiet">{words.most}</span>}
        <Button disabled={picked.length < 2} onClick={() => done(picked)}>
          {words.done}
        </Button>
      </Group>
    </>
  );
}

function Choice({
  run,
  suggested,
  checked,
  disabled,
  toggle,
}: {
  run: ComparableRun;
  suggested: boolean;
  checked: boolean;
  disabled: boolean;
  toggle: () => void;
}) {
  return (
    <label className={css.choice}>
      <Checkbox size="xs" checked={checked} disabled={disabled} onChange={toggle} />
      <span className="cut">
        {run.name}{" "}
        <span className="quiet">
          {[run.alias, run.model, ...unlike(run)].filter(Boolean).join(" · ")}
        </span>
      </span>
      {suggested && <strong>{words.suggested}</strong>}
      <Verdict verdict={run.verdict} />
      <span className="quiet">
        <Ago at={run.finished_at} />
      </span>
    </label>
  );
}
