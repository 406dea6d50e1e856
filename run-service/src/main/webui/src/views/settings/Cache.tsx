import { Skeleton, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { api, body } from "@/api/client";
import { bytes, count } from "@/format/numbers";
import { duration } from "@/format/times";
import { ConfirmButton } from "@/parts/ConfirmButton";
import { ProblemNote } from "@/parts/Notes";
import { Ago } from "@/parts/Time";
import { useMay } from "@/session";
import { settings as words } from "@/words/settings";
import css from "./Settings.module.css";

/** The answers that are kept for runs to come. */
export function Cache() {
  const { cache: said } = words;
  const admin = useMay("admin");
  const queries = useQueryClient();
  const [cleared, setCleared] = useState<number | null>(null);
  const stats = useQuery({ queryKey: ["cache"], queryFn: () => body(api.GET("/v1/cache")) });

  async function clear() {
    const done = await body(api.DELETE("/v1/cache"));
    setCleared(done.deleted ?? 0);
    await queries.invalidateQueries({ queryKey: ["cache"] });
  }

  if (stats.isError) {
    return <ProblemNote error={stats.error} again={() => void stats.refetch()} />;
  }
  const of = stats.data;
  return (
    <Stack gap="md" align="stretch">
      <Text size="sm" className="quiet">
        {said.lead}
      </Text>
      {!of ? (
        <Skeleton height={72} />
      ) : (
        <div className={`${css.card} ${css.facts}`}>
          <Fact name={said.entries}>{count(of.entries)}</Fact>
          <Fact name={said.bytes}>
            {bytes(of.bytes)}{" "}
            <Text component="span" size="xs" fw={400} className="quiet">
              {said.of(bytes(of.max_bytes))}
            </Text>
          </Fact>
          <Fact name={said.oldest}>{of.oldest ? <Ago at={of.oldest} /> : said.nothing}</Fact>
          <Fact name={said.used}>{of.last_used ? <Ago at={of.last_used} /> : said.nothing}</Fact>
          <Fact name={said.keep}>{duration((of.keep_seconds ?? 0) * 1000)}</Fact>
        </div>
      )}
      {cleared !== null && (
        <Text size="sm" role="status">
          {said.cleared(count(cleared))}
        </Text>
      )}
      {admin && (of?.entries ?? 0) > 0 && (
        <div>
          <ConfirmButton
            label={said.clear}
            title={said.clearTitle}
            confirm={said.clear}
            act={clear}
          >
            {said.clearLead}
          </ConfirmButton>
        </div>
      )}
    </Stack>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" className="quiet">
        {name}
      </Text>
      <Text component="div" size="sm" fw={600}>
        {children}
      </Text>
    </div>
  );
}
