import { useQuery } from "@tanstack/react-query";
import { api, body } from "@/api/client";
import { useNow } from "@/parts/Time";
import { providers as words } from "@/words/providers";
import css from "./Providers.module.css";
import { stateOf, type AccountLimits } from "./state";

/** Reads what an account allows; with `follow` every 5 s while the tab is in sight. */
export function useLimits(name: string, follow = false) {
  return useQuery({
    queryKey: ["providers", name, "limits"],
    queryFn: () => body(api.GET("/v1/providers/{name}/limits", { params: { path: { name } } })),
    staleTime: 5_000,
    refetchInterval: follow ? 5_000 : false,
    refetchIntervalInBackground: false,
  });
}

/** The state of an account: glyph, word, colour. */
export function StateMark({ limits }: { limits: AccountLimits }) {
  const state = stateOf(limits, useNow());
  return (
    <span className={`${css.state} ${css[state.tone] ?? ""}`} title={state.title}>
      <span className={css.glyph} aria-hidden>
        {state.glyph}
      </span>
      {state.word}
    </span>
  );
}

/** The same for a row of the list, which reads it once. */
export function StateCell({ name }: { name: string }) {
  const limits = useLimits(name);
  if (!limits.data) return <span className="quiet">{words.state.unknown}</span>;
  return <StateMark limits={limits.data} />;
}
