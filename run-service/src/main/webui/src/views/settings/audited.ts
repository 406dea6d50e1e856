import type { Schemas } from "@/api/client";
import { settings as words } from "@/words/settings";

export type Entry = Partial<Schemas["AuditEntry"]>;

export const OUTCOMES = ["done", "denied", "refused", "failed"] as const;
export const VERBS = ["POST", "PUT", "PATCH", "DELETE", "GET"] as const;

/** Who asked, in words. */
export function whoOf(entry: Entry): string {
  if (entry.by === "link") return words.audit.link;
  if (!entry.key_id) return words.audit.nobody;
  return entry.key_name ?? words.audit.gone;
}

/** Where the page shows what an entry is about. */
export interface Place {
  to: string;
  params?: Record<string, string>;
  search?: Record<string, string>;
}

const VIEWS: Record<string, { to: string; param: string }> = {
  runs: { to: "/runs/$id", param: "id" },
  datasets: { to: "/datasets/$name", param: "name" },
  evaluations: { to: "/evaluations/$name", param: "name" },
  providers: { to: "/providers/$name", param: "name" },
  scorers: { to: "/scorers/$id", param: "id" },
  skills: { to: "/skills/$name", param: "name" },
};

/** Parts of an address that name a route and not a thing. */
const ROUTES = ["preview", "rotate", "events", "facets"];

/** The view of what an entry is about; null where there is none, or nothing to be seen any more. */
export function placeOf(entry: Entry): Place | null {
  const gone = entry.method === "DELETE" && entry.outcome === "done";
  if (gone || entry.outcome === "refused") return null;
  const [, version, kind = "", name = "", sub = ""] = (entry.object ?? "").split("/");
  if (version !== "v1") return null;
  if (kind === "keys") return { to: "/settings", search: { tab: "keys" } };
  if (kind === "workspaces") return { to: "/settings", search: { tab: "workspace" } };
  if (name === "") return null;
  if (kind === "queues") return { to: "/traffic/review", search: { queue: text(name) } };
  if (kind === "traffic" && sub !== "" && (name === "requests" || name === "executions"))
    return { to: "/traffic", search: { open: text(sub) } };
  const view = VIEWS[kind];
  if (view === undefined || ROUTES.includes(name)) return null;
  return { to: view.to, params: { [view.param]: text(name) } };
}

function text(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // What is no encoded text stands as it is.
    return part;
  }
}

/** The beginning of a day as the server takes it; undefined for none. */
export function from(day: string): string | undefined {
  return isDay(day) ? `${day}T00:00:00Z` : undefined;
}

/** The end of a day, which is still within it; undefined for none. */
export function to(day: string): string | undefined {
  if (!isDay(day)) return undefined;
  const next = new Date(`${day}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString();
}

function isDay(day: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
}
