import type { QueueInput, QueueRule } from "@/api/queues";
import type { SourceType } from "@/api/traffic";
import { ofSource } from "../search";

export const RULES = ["unlabelled", "disagreement", "low_score", "sample", "all"] as const;

/** A queue that is being made up. */
export interface NewQueue {
  name: string;
  description: string;
  source: { type: SourceType; id: string } | null;
  completed: boolean;
  rule: (typeof RULES)[number];
  run: string;
  scorer: string;
  below: number | null;
  perDay: number | null;
  notes: string;
  people: string[];
  lease: number | null;
}

export const BLANK: NewQueue = {
  name: "",
  description: "",
  source: null,
  completed: true,
  rule: "unlabelled",
  run: "",
  scorer: "",
  below: 0.5,
  perDay: 20,
  notes: "",
  people: [],
  lease: 15,
};

const MOST_NOTES = 9;

/** The queue as the API takes it; null while something is missing that its rule needs. */
export function queueInput(made: NewQueue): QueueInput | null {
  const rule = ruleOf(made);
  if (rule === null || made.name.trim() === "") return null;
  const of = made.source && ofSource(made.source.type, made.source.id);
  return {
    name: made.name.trim(),
    ...(made.description.trim() !== "" && { description: made.description.trim() }),
    filter: { ...of?.filter, ...(made.completed && { status: "completed" }) },
    ...(of && { kinds: of.kinds }),
    rule,
    ...(made.lease !== null && { lease_minutes: made.lease }),
    notes: notesOf(made.notes),
    people: made.people,
  };
}

/** Common notes, one in each line; those beyond the keys are left out. */
export function notesOf(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ""))].slice(0, MOST_NOTES);
}

function ruleOf(made: NewQueue): QueueRule | null {
  const { rule: kind, run, scorer, below, perDay } = made;
  switch (kind) {
    case "all":
    case "unlabelled":
      return { kind };
    case "disagreement":
      return run === "" ? null : { kind, run };
    case "low_score":
      return run === "" || scorer === "" || below === null ? null : { kind, run, scorer, below };
    case "sample":
      return perDay === null ? null : { kind, per_day: perDay };
  }
}
