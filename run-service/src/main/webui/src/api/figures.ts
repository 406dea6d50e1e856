import { queryOptions } from "@tanstack/react-query";
import { api, body, type Schemas } from "./client";

/** Times in bins: a bin has what is at least its bound and less than the next. */
export type Times = Schemas["TimeDistribution"];
/** Attempts by when they started and what came of them. */
export type AttemptsOverTime = Schemas["AttemptDistribution"];
/** A run that another one can be compared with. */
export type ComparableRun = Schemas["ComparableRun"];

export const distributionsQuery = (id: string) =>
  queryOptions({
    queryKey: ["run", id, "distributions"],
    queryFn: ({ signal }) =>
      body(api.GET("/v1/runs/{id}/distributions", { params: { path: { id } }, signal })),
  });

export const comparableQuery = (id: string) =>
  queryOptions({
    queryKey: ["run", id, "comparable"],
    queryFn: ({ signal }) => {
      const params = { path: { id }, query: { limit: 100 } };
      return body(api.GET("/v1/runs/{id}/comparable", { params, signal }));
    },
  });
