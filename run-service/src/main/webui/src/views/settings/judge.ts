import type { Schemas } from "@/api/client";

export type Judge = Schemas["Judge"];

/** The document has a workspace's judge as free JSON. */
export function readJudge(judge: unknown): Judge | null {
  return judge !== null && typeof judge === "object" ? (judge as Judge) : null;
}

/** A judge in a line; null for none. */
export function judgeText(judge: Judge | null): string | null {
  if (judge === null) return null;
  return [judge.provider, judge.model].filter(Boolean).join(" / ");
}
