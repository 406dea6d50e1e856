import { ProblemError, readProblem } from "./problem";

/** Values of a query; those that are not set are left out. */
export type Query = Record<string, string | number | boolean | null | undefined>;

/** Reads a route as a type of this page, where the document has no shape that says as much. */
export async function read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== "") search.set(name, String(value));
  }
  return (await ask(search.size > 0 ? `${path}?${search}` : path, { signal })) as T;
}

/** Sends JSON to a route. */
export async function send<T>(method: "POST" | "PATCH" | "DELETE", path: string, body?: unknown) {
  const json = body === undefined ? {} : { headers: { "Content-Type": "application/json" } };
  return (await ask(path, {
    method,
    ...json,
    body: body === undefined ? undefined : JSON.stringify(body),
  })) as T;
}

async function ask(address: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(address, { credentials: "same-origin", ...init });
  } catch (e) {
    if (e instanceof DOMException && e.name === "AbortError") throw e;
    throw ProblemError.away();
  }
  if (!response.ok) throw new ProblemError(await readProblem(response));
  return response.status === 204 ? undefined : await response.json();
}
