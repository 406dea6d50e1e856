import { textOf, type Search } from "@/parts/address";

/** What a launch starts from. */
export type Source =
  | { kind: "new" }
  | { kind: "evaluation"; name: string }
  | { kind: "dataset"; name: string }
  | { kind: "again"; id: string };

const KINDS = ["evaluation", "dataset", "again"] as const;

function source(kind: string, value: string): Source {
  if (kind === "again" && value) return { kind, id: value };
  if ((kind === "evaluation" || kind === "dataset") && value) return { kind, name: value };
  return { kind: "new" };
}

/** The sheet over a view, `?launch=new`, `?launch=evaluation:qa`; null without one. */
export function readLaunch(search: Search): Source | null {
  const text = textOf(search.launch);
  if (text === "") return null;
  const at = text.indexOf(":");
  return at < 0 ? { kind: "new" } : source(text.slice(0, at), text.slice(at + 1));
}

/** The page of its own, `/launch?evaluation=qa`, `/launch?again=<id>`. */
export function readPage(search: Search): Source {
  const kind = KINDS.find((one) => textOf(search[one]) !== "");
  return kind ? source(kind, textOf(search[kind])) : { kind: "new" };
}

/** A name for what a launch starts from, under which its draft is kept. */
export function keyOfSource(from: Source): string {
  if (from.kind === "new") return "new";
  return `${from.kind}:${from.kind === "again" ? from.id : from.name}`;
}
