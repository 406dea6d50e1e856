import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { readAll } from "@/api/pages";

const MOST = 500;
const from = (cursor: string | undefined) => ({ limit: MOST, cursor });

export function useProviders() {
  return useQuery({
    queryKey: ["providers", "all"],
    queryFn: () =>
      readAll(
        (cursor) => body(api.GET("/v1/providers", { params: { query: from(cursor) } })),
        MOST,
      ),
  });
}

export function useSkills() {
  return useQuery({
    queryKey: ["skills", "all"],
    queryFn: () =>
      readAll((cursor) => body(api.GET("/v1/skills", { params: { query: from(cursor) } })), MOST),
  });
}

export function useDatasets() {
  return useQuery({
    queryKey: ["datasets", "all"],
    queryFn: () =>
      readAll((cursor) => body(api.GET("/v1/datasets", { params: { query: from(cursor) } })), MOST),
  });
}

export function useVersions(name: string | null | undefined) {
  return useQuery({
    queryKey: ["datasets", name, "versions", "all"],
    enabled: !!name,
    queryFn: () =>
      readAll((cursor) => {
        const params = { path: { name: name ?? "" }, query: from(cursor) };
        return body(api.GET("/v1/datasets/{name}/versions", { params }));
      }, MOST),
  });
}

export function useScorers() {
  return useQuery({
    queryKey: ["scorers", "all"],
    queryFn: async () => (await body(api.GET("/v1/scorers"))).data,
  });
}

/** What the providers' models are called: those of the records, and those that runs have used. */
export function useModels(provider: string | null | undefined): string[] {
  const prices = useQuery({
    queryKey: ["prices"],
    queryFn: () => body(api.GET("/v1/prices")),
  });
  const providers = useProviders();
  const recorded = providers.data?.find((one) => one.name === provider)?.models ?? {};
  const used = (prices.data?.providers ?? []).find((one) => one.provider === provider);
  const names = (used?.models ?? []).map((one) => one.model);
  return [...new Set([...Object.keys(recorded), ...names])];
}

/** Runs of a dataset that a new one can be held against. */
export function useBaselines(dataset: string | null | undefined) {
  return useQuery({
    queryKey: ["runs", "baselines", dataset],
    enabled: !!dataset,
    queryFn: async () => {
      const of = { dataset: dataset ?? "", status: "successful,partially_successful", limit: 50 };
      return (await body(api.GET("/v1/runs", { params: { query: of } }))).data;
    },
  });
}
