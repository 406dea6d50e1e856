import { api, body, type Schemas } from "./client";

/** A skill made better by a model, and asked again; by the names that the views use. */
export type OptimizeBody = Schemas["Optimize"];
export type OptimizePlan = Schemas["OptimizePlan"];
export type RerunBody = Schemas["Rerun"];
export type RerunPlan = Schemas["RerunPlan"];
export type Improvement = Schemas["Improvement"];
export type Divergence = Schemas["Divergence"];

const OPTIMIZE = "/v1/runs/{id}/optimize";
const RERUN = "/v1/runs/{id}/rerun";
const of = (id: string) => ({ path: { id } });

// What a route answers goes by what it was asked, which its document cannot say.

export async function planOptimize(run: string, given: OptimizeBody): Promise<OptimizePlan> {
  const asked = { ...given, dry_run: true };
  return (await body(api.POST(OPTIMIZE, { params: of(run), body: asked }))) as OptimizePlan;
}

export async function optimize(run: string, given: OptimizeBody): Promise<Improvement> {
  return (await body(api.POST(OPTIMIZE, { params: of(run), body: given }))) as Improvement;
}

export async function planRerun(run: string, given: RerunBody): Promise<RerunPlan> {
  const asked = { ...given, dry_run: true };
  return (await body(api.POST(RERUN, { params: of(run), body: asked }))) as RerunPlan;
}

/** A run where it is launched at once, an improvement where a model is asked for a version before. */
export async function rerun(run: string, given?: RerunBody): Promise<Schemas["Run"] | Improvement> {
  const answer = await body(api.POST(RERUN, { params: of(run), body: given }));
  return answer as Schemas["Run"] | Improvement;
}

export type NameThemes = Schemas["NameThemes"];
export type NamingPlan = Schemas["NamingPlan"];
export type ThemeNaming = Schemas["ThemeNaming"];

const THEMES = "/v1/runs/{id}/themes";

export async function planNaming(run: string, given: NameThemes): Promise<NamingPlan> {
  const asked = { ...given, dry_run: true };
  return (await body(api.POST(THEMES, { params: of(run), body: asked }))) as NamingPlan;
}

export async function nameThemes(run: string, given: NameThemes): Promise<ThemeNaming> {
  return (await body(api.POST(THEMES, { params: of(run), body: given }))) as ThemeNaming;
}

export const readImprovements = (run: string): Promise<Schemas["PageImprovement"]> =>
  body(api.GET("/v1/improvements", { params: { query: { run, limit: 50 } } }));

export const readDivergence = (run: string): Promise<Divergence> =>
  body(api.GET("/v1/runs/{id}/divergence", { params: of(run) }));
