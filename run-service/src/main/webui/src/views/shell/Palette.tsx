import "@mantine/spotlight/styles.css";
import { Spotlight, spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { api, body } from "@/api/client";
import { words } from "@/words/common";
import { evaluateWords } from "@/words/evaluateTraffic";
import { reviewWords } from "@/words/review";

const ROUTES = [
  { to: "/", label: words.views.home },
  { to: "/runs", label: words.views.runs },
  { to: "/compare", label: words.views.compare },
  { to: "/evaluations", label: words.views.evaluations },
  { to: "/datasets", label: words.views.datasets },
  { to: "/traffic", label: words.views.traffic },
  { to: "/traffic/evaluate", label: evaluateWords.title },
  { to: "/traffic/review", label: reviewWords.title },
  { to: "/scorers", label: words.views.scorers },
  { to: "/providers", label: words.views.providers },
  { to: "/settings", label: words.views.settings },
] as const;

/** Ctrl/⌘ K: to a view, a run, a dataset, an evaluation. */
export default function Palette({ wanted }: { wanted: number }) {
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  useEffect(() => spotlight.open(), [wanted]);
  const runs = useQuery({
    queryKey: ["search", "runs"],
    queryFn: () => body(api.GET("/v1/runs", { params: { query: { limit: 100 } } })),
  });
  const datasets = useQuery({
    queryKey: ["search", "datasets"],
    queryFn: () => body(api.GET("/v1/datasets", { params: { query: { limit: 100 } } })),
  });
  const actions: SpotlightActionData[] = [
    ...ROUTES.map((view) => ({
      id: view.to,
      label: view.label,
      onClick: () => void navigate({ to: view.to }),
    })),
    ...(runs.data?.data ?? []).map((run) => ({
      id: run.id ?? "",
      label: run.name ?? run.id ?? "",
      description: `${words.views.runs} · ${run.id ?? ""}`,
      keywords: [run.id ?? "", run.alias ?? "", ...(run.tags ?? [])],
      onClick: () => void navigate({ to: "/runs/$id", params: { id: run.id ?? "" } }),
    })),
    ...(datasets.data?.data ?? []).map((dataset) => ({
      id: `dataset-${dataset.name ?? ""}`,
      label: dataset.name ?? "",
      description: words.views.datasets,
      onClick: () => void navigate({ to: "/datasets/$name", params: { name: dataset.name ?? "" } }),
    })),
  ];
  return (
    <Spotlight
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      nothingFound={words.notFound.title}
      limit={12}
      shortcut={null}
      searchProps={{ placeholder: words.search, "aria-label": words.search }}
      scrollable
      maxHeight={420}
    />
  );
}
