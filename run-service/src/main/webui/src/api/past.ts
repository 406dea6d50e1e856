import { api, body, type Schemas } from "./client";
import type { SourceType } from "./traffic";

/** How a source did over its runs, and how far people agree about it. */
export type PastPoint = Schemas["TrafficHistoryPoint"];
export type ChangePoint = Schemas["TrafficHistoryChange"];
export type SourceHistory = Schemas["TrafficHistory"];
export type Agreement = Schemas["Agreement"];

export const readHistory = (
  source_type: SourceType,
  id: string,
  agent_version?: string,
): Promise<SourceHistory> =>
  body(
    api.GET("/v1/traffic/history", {
      params: { query: { source_type, id, agent_version, limit: 60 } },
    }),
  );

export const readAgreement = (source_type: SourceType, id: string): Promise<Agreement> =>
  body(api.GET("/v1/feedback/agreement", { params: { query: { source_type, id } } }));
