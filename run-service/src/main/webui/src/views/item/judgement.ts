/** What a judge said besides its score: replies word for word, votes, and the rest. */
export interface Judgement {
  replies: { question: string; output: string }[];
  votes: { score: number | null; reason: string | null }[];
  agreement: number | null;
  rest: Record<string, unknown> | null;
}

/** Reads the metadata of a score, whatever a scorer has put there. */
export function judgement(metadata: unknown): Judgement {
  const fields = new Map(
    metadata !== null && typeof metadata === "object" && !Array.isArray(metadata)
      ? Object.entries(metadata as Record<string, unknown>)
      : [],
  );
  const replies = taken(fields, "replies").map((reply) => ({
    question: typeof reply.question === "string" ? reply.question : "",
    output: typeof reply.output === "string" ? reply.output : JSON.stringify(reply.output ?? null),
  }));
  const votes = taken(fields, "votes").map((vote) => ({
    score: typeof vote.score === "number" ? vote.score : null,
    reason: typeof vote.reason === "string" ? vote.reason : null,
  }));
  const given = fields.get("agreement");
  const agreement = typeof given === "number" ? given : null;
  if (agreement !== null) fields.delete("agreement");
  return { replies, votes, agreement, rest: fields.size > 0 ? Object.fromEntries(fields) : null };
}

/** Takes a list of objects out. */
function taken(fields: Map<string, unknown>, name: string): Record<string, unknown>[] {
  const value = fields.get(name);
  if (!Array.isArray(value)) return [];
  fields.delete(name);
  return value.filter(
    (one): one is Record<string, unknown> => one !== null && typeof one === "object",
  );
}
