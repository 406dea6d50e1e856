import { api, body, type Schemas } from "./client";

/** Queues of answers that people look through. */
export type QueueProgress = Schemas["QueueProgress"];
export type QueueInput = Schemas["QueueInput"];
export type QueueRule = Schemas["QueueRule"] & { kind: Schemas["QueueRuleKind"] };
export type Queue = Schemas["ReviewQueue"] & { rule: QueueRule };

type Found = Schemas["ReviewItem"];
/** An item that one has got: all of it is there, which lists leave out. */
export type QueueItem = Found &
  Required<Pick<Found, "record" | "feedback">> & { leased_until: string };
export type Leased = Schemas["ReviewNext"] & { item: QueueItem | null };
/** What somebody says of an item; at least one of them. */
export type Said = Omit<Schemas["ReviewVerdict"], "by">;

const ITEM = "/v1/queues/{name}/items/{id}";
const queue = (name: string) => ({ path: { name } });
const item = (name: string, id: string) => ({ path: { name, id } });

export async function readQueues(cursor?: string) {
  const page = await body(api.GET("/v1/queues", { params: { query: { limit: 200, cursor } } }));
  return { ...page, data: page.data as Queue[] };
}

export const makeQueue = (given: QueueInput): Promise<Queue> =>
  body(api.POST("/v1/queues", { body: given })) as Promise<Queue>;

export const removeQueue = (name: string): Promise<unknown> =>
  api.DELETE("/v1/queues/{name}", { params: queue(name) });

export const fillQueue = (name: string): Promise<Schemas["QueueFilled"]> =>
  body(api.POST("/v1/queues/{name}/fill", { params: queue(name) }));

export const nextItem = (name: string, by: string): Promise<Leased> =>
  body(
    api.POST("/v1/queues/{name}/next", { params: queue(name), body: { by } }),
  ) as Promise<Leased>;

export const completeItem = (
  name: string,
  id: string,
  by: string,
  said: Said,
): Promise<Schemas["ReviewDone"]> =>
  body(api.POST(`${ITEM}/complete`, { params: item(name, id), body: { ...said, by } }));

export const skipItem = (name: string, id: string, by: string): Promise<Schemas["ReviewMoved"]> =>
  body(api.POST(`${ITEM}/skip`, { params: item(name, id), body: { by } }));

export const releaseItem = (
  name: string,
  id: string,
  by: string,
): Promise<Schemas["ReviewMoved"]> =>
  body(api.POST(`${ITEM}/release`, { params: item(name, id), body: { by } }));

export const extendItem = (name: string, id: string, by: string): Promise<Schemas["ReviewMoved"]> =>
  body(api.POST(`${ITEM}/extend`, { params: item(name, id), body: { by } }));

export const reopenItem = (name: string, id: string, by: string): Promise<Leased> =>
  body(api.POST(`${ITEM}/reopen`, { params: item(name, id), body: { by } })) as Promise<Leased>;
