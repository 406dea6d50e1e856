import { Button, Group, Skeleton, Stack, Switch, Text, Title } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { count, counted } from "@/format/numbers";
import { ProblemNote } from "@/parts/Notes";
import { Ago } from "@/parts/Time";
import { providers as words } from "@/words/providers";
import { LimitsChart } from "./LimitsChart";
import css from "./Providers.module.css";
import { StateMark, useLimits } from "./StateMark";
import type { AccountLimits } from "./state";

/** What the account allows and what is used of it, read every 5 s while one looks. */
export function LimitsNow({ name }: { name: string }) {
  const { limits: said } = words;
  const [follow, setFollow] = useState(true);
  const limits = useLimits(name, follow);
  return (
    <section className={css.card}>
      <Group justify="space-between" gap="xs" mb="sm">
        <Group gap="sm" align="baseline">
          <Title order={2}>{said.title}</Title>
          {limits.data && <StateMark limits={limits.data} />}
        </Group>
        <Group gap="sm">
          <Text size="xs" className="quiet">
            {said.asOf} <Ago at={limits.data && new Date(limits.dataUpdatedAt).toISOString()} />
          </Text>
          <Switch
            size="xs"
            label={said.follow}
            checked={follow}
            onChange={(event) => setFollow(event.currentTarget.checked)}
          />
          <Button variant="default" onClick={() => void limits.refetch()}>
            {said.refresh}
          </Button>
        </Group>
      </Group>
      {limits.isPending && <Skeleton height={190} />}
      {limits.isError && <ProblemNote error={limits.error} again={() => void limits.refetch()} />}
      {limits.data && <Now limits={limits.data} />}
    </section>
  );
}

function Now({ limits }: { limits: AccountLimits }) {
  const { limits: said } = words;
  const now = limits.now;
  const history = limits.history ?? [];
  if (!now && history.length === 0) {
    return (
      <Text size="sm" className="quiet">
        {said.none}
      </Text>
    );
  }
  const workers = limits.workers ?? [];
  return (
    <Stack gap="md">
      {now && (
        <div className={css.facts}>
          <Fact name={said.concurrency} title={said.concurrencyTitle}>
            {count(now.concurrency)} <Of value={now.max} />
          </Fact>
          <Fact name={said.running}>
            {count(now.running)}{" "}
            {workers.length > 0 && (
              <Text component="span" size="xs" fw={400} className="quiet">
                {said.workers(counted(workers.length, "worker"))}
              </Text>
            )}
          </Fact>
          <Fact name={said.waiting}>{count(now.waiting)}</Fact>
          <Fact name={said.requests}>
            {count(now.started_last_minute)} <Of value={limits.limits?.rpm ?? now.rpm} />
          </Fact>
          <Fact name={said.tokens}>
            {count(now.tokens_last_minute)} <Of value={limits.limits?.tpm ?? now.tpm} />
          </Fact>
          <Fact name={said.phase}>{said.phases[now.phase ?? ""] ?? now.phase ?? "–"}</Fact>
          {now.throttled_at && (
            <Fact name={said.throttledAt}>
              <Ago at={now.throttled_at} />
            </Fact>
          )}
          {now.paused_until && (
            <Fact name={said.pausedUntil}>
              <Ago at={now.paused_until} />
            </Fact>
          )}
          {(now.open_breakers ?? 0) > 0 && (
            <Fact name={said.breakers}>{count(now.open_breakers)}</Fact>
          )}
        </div>
      )}
      <LimitsChart history={history} />
    </Stack>
  );
}

function Fact({ name, title, children }: { name: string; title?: string; children: ReactNode }) {
  return (
    <div title={title}>
      <Text size="xs" className="quiet">
        {name}
      </Text>
      <Text component="div" size="sm" fw={600}>
        {children}
      </Text>
    </div>
  );
}

function Of({ value }: { value: number | null | undefined }) {
  return (
    <Text component="span" size="xs" fw={400} className="quiet">
      {value ? words.limits.of(count(value)) : words.limits.unlimited}
    </Text>
  );
}
