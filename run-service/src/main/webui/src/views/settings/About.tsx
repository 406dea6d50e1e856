import { Anchor, Group, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { api, body } from "@/api/client";
import { exact } from "@/format/times";
import { ProblemNote } from "@/parts/Notes";
import { useSession } from "@/session";
import { words as common } from "@/words/common";
import { settings as words } from "@/words/settings";
import css from "./Settings.module.css";

/** The server's version, this session, the theme. */
export function About() {
  const { about: said } = words;
  const session = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const info = useQuery({ queryKey: ["info"], queryFn: () => body(api.GET("/q/info")) });
  return (
    <Stack gap="lg">
      {info.isError && <ProblemNote error={info.error} again={() => void info.refetch()} />}
      <section className={css.card}>
        <Title order={2} mb="xs">
          {common.product}
        </Title>
        <div className={css.facts}>
          <Fact name={said.version}>{info.data?.version ?? "–"}</Fact>
          <Fact name={said.java}>{info.data?.java ?? "–"}</Fact>
        </div>
        <Group gap="md" mt="sm">
          <Anchor href="/openapi" size="sm">
            {said.reference}
          </Anchor>
          <Anchor href="/docs" size="sm">
            {said.tryIt}
          </Anchor>
        </Group>
      </section>
      <section className={css.card}>
        <Title order={2} mb="xs">
          {said.session}
        </Title>
        <div className={css.facts}>
          <Fact name={said.workspace}>{session.workspace}</Fact>
          <Fact name={said.may}>{(session.scopes ?? []).join(", ")}</Fact>
          <Fact name={said.expires}>
            {session.expires_at ? exact(session.expires_at) : said.never}
          </Fact>
        </div>
      </section>
      <section className={css.card}>
        <Title order={2} mb="xs">
          {said.theme}
        </Title>
        <SegmentedControl
          size="xs"
          aria-label={said.theme}
          value={colorScheme}
          onChange={(value) => setColorScheme(value as typeof colorScheme)}
          data={[
            { value: "light", label: common.theme.light },
            { value: "dark", label: common.theme.dark },
            { value: "auto", label: common.theme.auto },
          ]}
        />
      </section>
    </Stack>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" className="quiet">
        {name}
      </Text>
      <Text component="div" size="sm">
        {children}
      </Text>
    </div>
  );
}
