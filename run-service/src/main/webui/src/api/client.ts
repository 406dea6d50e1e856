import createClient from "openapi-fetch";
import { ProblemError, readProblem } from "./problem";
import type { components, paths } from "./schema";

/** The schemas of our OpenAPI document, by their names there. */
export type Schemas = components["schemas"];

/**
 * The API of the server that served this page. The session's cookie goes along by itself. Every
 * answer that is not a success is thrown as {@link ProblemError}, also that the server is away.
 */
export const api = createClient<paths>({ baseUrl: location.origin, credentials: "same-origin" });

api.use({
  async onResponse({ response }) {
    if (!response.ok) throw new ProblemError(await readProblem(response));
    return undefined;
  },
  onError({ error }) {
    // Who asked has gone away and knows it.
    if (error instanceof DOMException && error.name === "AbortError") return error;
    return error instanceof ProblemError ? error : ProblemError.away();
  },
});

/** The body of an answer; what has none (204) is undefined. */
export async function body<T>(answer: Promise<{ data?: T }>): Promise<T> {
  return (await answer).data as T;
}
