import type { Traffic } from "@/api/traffic";
import { cost, count } from "@/format/numbers";
import { duration, exact } from "@/format/times";
import { traffic } from "@/words/traffic";
import { TEXTS, type TextFilter } from "../search";

/** `skill v3`, `agent v2`, a domain or a feature: what a record is found by first. */
export function nameOf(record: Traffic): string {
  const version = (of: string | null | undefined) => (of ? ` v${of}` : "");
  if (record.skill) return record.skill + version(record.skill_version);
  if (record.agent) return record.agent + version(record.agent_version);
  return record.domain || record.feature || "";
}

export interface Fact {
  name: string;
  value: string;
  /** What it filters by when it is chosen; null for what nothing is found by. */
  filter: Partial<Record<TextFilter, string>> | null;
}

/** What is known of a record beside input and answer; what is not is left out. */
export function factsOf(record: Traffic): Fact[] {
  const { names } = traffic.filters;
  const words = traffic.record.facts;
  const found: Fact[] = [{ name: words.at, value: exact(record.at), filter: null }];
  for (const name of TEXTS) {
    const value = record[name];
    // A version means something beside what it is a version of.
    const beside =
      name === "skill_version"
        ? { skill: record.skill }
        : name === "agent_version"
          ? { agent: record.agent }
          : {};
    if (value) found.push({ name: names[name], value, filter: { ...beside, [name]: value } });
  }
  const plain = (name: string, value: string | null) => {
    if (value !== null) found.push({ name, value, filter: null });
  };
  plain(words.provider, record.provider || null);
  plain(words.latency, known(record.latency_ms) ? duration(record.latency_ms) : null);
  const tokens = record.tokens;
  plain(words.tokens, tokens ? `${count(tokens.input)} / ${count(tokens.output)}` : null);
  plain(words.cost, known(record.cost) ? cost(record.cost) : null);
  return found;
}

function known(value: unknown): boolean {
  return value !== null && value !== undefined;
}
