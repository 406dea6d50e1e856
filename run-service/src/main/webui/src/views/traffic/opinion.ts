import type { Said } from "@/api/queues";
import type { Traffic } from "@/api/traffic";
import { jsonDiff } from "@/parts/diff/jsonDiff";
import { asJson, isInexact } from "@/parts/text/bounded";

/** What somebody is about to say of an answer. */
export interface Opinion {
  value: unknown;
  /** The JSON that is being typed can be read. */
  valid: boolean;
  notes: string;
  rating: number | null;
  label: string;
}

/** An answer as it is corrected: as JSON where it is JSON or its skill says so, else as text. */
export interface Answer {
  text: boolean;
  value: unknown;
}

export function answerOf(record: Pick<Traffic, "response">, schema: unknown): Answer {
  const json = asJson(record.response);
  if (json !== undefined) return { text: false, value: json };
  const { response } = record;
  if (schema) return { text: false, value: response ?? undefined };
  if (response === null || response === undefined || typeof response === "string") {
    return { text: true, value: response ?? "" };
  }
  return { text: false, value: response };
}

/** Nothing said yet: the correction begins with what is there. */
export function unsaid(value: unknown): Opinion {
  return { value, valid: true, notes: "", rating: null, label: "" };
}

/** Whether the answer was changed. */
export function isChanged(answer: Answer, opinion: Opinion): boolean {
  if (answer.text || typeof answer.value !== typeof opinion.value) {
    return answer.value !== opinion.value;
  }
  return jsonDiff(answer.value, opinion.value).length > 0;
}

/**
 * What is sent; null when there is nothing to send. An answer that nobody changed is sent only when
 * it is accepted: a note that it is wrong does not say what would be right.
 */
export function saidOf(answer: Answer, opinion: Opinion, accept: boolean): Said | null {
  if (!opinion.valid) return null;
  const said: Said = {
    ...(opinion.notes.trim() !== "" && { notes: opinion.notes.trim() }),
    ...(opinion.rating !== null && { rating: opinion.rating }),
    ...(opinion.label.trim() !== "" && { label: opinion.label.trim() }),
  };
  const changed = isChanged(answer, opinion);
  const silent = Object.keys(said).length === 0;
  const { value } = opinion;
  if ((changed || (accept && silent)) && sendable(answer, value)) {
    return { ...said, ...(answer.text ? { corrected: String(value) } : { response: value }) };
  }
  return silent ? null : said;
}

/**
 * Corrections in JSON are objects and lists, whose numbers are those of the answer; a text that
 * corrects has something in it.
 */
function sendable(answer: Answer, value: unknown): boolean {
  if (answer.text) return typeof value === "string" && value.trim() !== "";
  return value !== null && typeof value === "object" && !isInexact(value);
}

/** Notes with a common one put in, or taken out if it stands there. */
export function withNote(notes: string, note: string): string {
  const lines = notes.split("\n").filter((line) => line.trim() !== "");
  return (lines.includes(note) ? lines.filter((line) => line !== note) : [...lines, note]).join(
    "\n",
  );
}

/** Whether a common note stands in the notes. */
export function hasNote(notes: string, note: string): boolean {
  return notes.split("\n").includes(note);
}
