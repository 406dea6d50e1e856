import { queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "./client";
import { readAll } from "./pages";
import { problemOf } from "./problem";

/** What production answered and people said of it, by the names that the views use. */
export type Traffic = Schemas["Traffic"];
export type Kind = Schemas["TrafficKind"];
export type Feedback = Schemas["Feedback"];
export type FeedbackInput = Schemas["FeedbackInput"];
export type FoundSource = Schemas["TrafficSourceFound"];
export type SourceType = Schemas["TrafficSourceType"];
export type Source = Schemas["TrafficSource"];
export type Counts = Schemas["TrafficCounts"];
export type Outcome = Schemas["TrafficOutcome"];
export type Samples = Schemas["TrafficSamples"];
export type Band = Schemas["Band"];
export type FieldRow = Schemas["FieldRow"];
export type FieldRowTruth = Schemas["FieldRowTruth"];
export type RunHints = Schemas["RunHints"];
export type NoteTheme = Schemas["NoteTheme"];
export type Span = Schemas["SpanNode"];

const LISTS = {
  request: "/v1/traffic/requests",
  agent_execution: "/v1/traffic/executions",
} as const;

/** A page of what came, the newest first. */
export function readTraffic(
  kind: Kind,
  query: Record<string, string | number | undefined>,
): Promise<Schemas["PageTrafficView"]> {
  return body(api.GET(LISTS[kind], { params: { query: query as never } }));
}

export const recordQuery = (kind: Kind, id: string) =>
  queryOptions({
    queryKey: ["traffic", "record", kind, id],
    queryFn: ({ signal }) =>
      body(api.GET(`${LISTS[kind]}/{id}`, { params: { path: { id } }, signal })),
  });

/** What was said of one of them; with `history` also what was replaced since. */
export const feedbackQuery = (kind: Kind, id: string, history: boolean) =>
  queryOptions({
    queryKey: ["traffic", "feedback", kind, id, history],
    queryFn: ({ signal }) =>
      readAll((cursor) => {
        const query = { entity_type: kind, entity_id: id, history, limit: 200, cursor };
        return body(api.GET("/v1/feedback", { params: { query }, signal }));
      }, 200),
  });

export const traceQuery = (id: string) =>
  queryOptions({
    queryKey: ["traffic", "trace", id],
    queryFn: ({ signal }) =>
      orNull(
        body(
          api.GET("/v1/traffic/traces/{trace_id}", { params: { path: { trace_id: id } }, signal }),
        ),
      ),
  });

export const sourcesQuery = queryOptions({
  queryKey: ["traffic", "sources"],
  queryFn: async ({ signal }) => (await body(api.GET("/v1/traffic/sources", { signal }))).sources,
});

/** The schema of a skill's answers: of the version that answered if it is known, else of the newest. */
export const schemaQuery = (skill: string | null | undefined, version: string | null | undefined) =>
  queryOptions({
    queryKey: ["skills", skill, "schema", version ?? null],
    enabled: !!skill,
    queryFn: async ({ signal }) => {
      const name = skill ?? "";
      const path = { name, version: version ?? "" };
      const exact = /^[1-9]\d*$/.test(version ?? "")
        ? await orNull(
            body(api.GET("/v1/skills/{name}/versions/{version}", { params: { path }, signal })),
          )
        : null;
      const found =
        exact ??
        (await orNull(body(api.GET("/v1/skills/{name}", { params: { path: { name } }, signal }))));
      return found?.definition.output_schema ?? null;
    },
  });

/** What there is not is null; anything else that goes wrong is thrown. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (e) {
    if (problemOf(e).status === 404) return null;
    throw e;
  }
}

export function giveFeedback(given: FeedbackInput): Promise<Schemas["FeedbackTaken"]> {
  return body(api.POST("/v1/feedback", { body: given }));
}

export function takeBack(id: string): Promise<unknown> {
  return body(api.DELETE("/v1/feedback/{id}", { params: { path: { id } } }));
}

export const outcomeQuery = (id: string, scorer?: string) =>
  queryOptions({
    queryKey: ["run", id, "outcome", scorer],
    queryFn: ({ signal }) =>
      body(
        api.GET("/v1/runs/{id}/outcome", { params: { path: { id }, query: { scorer } }, signal }),
      ),
  });

export type FieldFilter = "all" | "errors" | "correct";

export const fieldsQuery = (id: string, scorer: string, filter: FieldFilter) =>
  queryOptions({
    queryKey: ["run", id, "fields", scorer, filter],
    queryFn: ({ signal }) => {
      const query = { scorer, filter, limit: 500, examples: 5 };
      return body(api.GET("/v1/runs/{id}/fields", { params: { path: { id }, query }, signal }));
    },
  });

export const hintsQuery = (id: string) =>
  queryOptions({
    queryKey: ["run", id, "hints"],
    queryFn: ({ signal }) =>
      body(api.GET("/v1/runs/{id}/hints", { params: { path: { id } }, signal })),
  });
