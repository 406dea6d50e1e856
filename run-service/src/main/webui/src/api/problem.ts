/** What the server says of a request that it refused, or what is said in its place when it is away. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  detail: string;
  violations: { field: string; message: string; line?: number; column?: number }[];
}

/** A refused request. The message is the sentence to show. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.name = "ProblemError";
    this.problem = problem;
  }

  /** The server did not answer at all. */
  static away(): ProblemError {
    return new ProblemError({
      status: 0,
      code: "AWAY",
      title: "The server does not answer",
      detail: "The server does not answer. What is shown may be old; try again in a moment.",
      violations: [],
    });
  }
}

/** Reads a problem; a proxy's page in its place becomes one, too. */
export async function readProblem(response: Response): Promise<Problem> {
  const said: unknown = await response.json().catch(() => null);
  const fields = said !== null && typeof said === "object" ? (said as Record<string, unknown>) : {};
  const text = (name: string, otherwise: string) => {
    const value = fields[name];
    return typeof value === "string" && value !== "" ? value : otherwise;
  };
  return {
    status: response.status,
    code: text("code", `HTTP_${response.status}`),
    title: text("title", response.statusText || "The request was refused"),
    detail: text("detail", `The server answered with status ${response.status}.`),
    violations: Array.isArray(fields.violations)
      ? (fields.violations as Problem["violations"])
      : [],
  };
}

/** The problem of anything that was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return {
    status: 0,
    code: "PAGE",
    title: "This page has a fault",
    detail: error instanceof Error ? error.message : String(error),
    violations: [],
  };
}
