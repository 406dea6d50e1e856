import { useRouterState } from "@tanstack/react-router";
import type { Search } from "@/parts/address";
import { PageHead } from "@/parts/PageHead";
import { launchWords as words } from "@/words/launch";
import css from "./Launch.module.css";
import { LaunchForm } from "./LaunchForm";
import { keyOfSource, readPage } from "./search";

/** The launch at an address of its own. */
export function LaunchPage() {
  const search = useRouterState({ select: (state) => state.location.search as Search });
  const source = readPage(search);
  return (
    <div className={css.page}>
      <PageHead title={words.title} />
      <LaunchForm key={keyOfSource(source)} source={source} />
    </div>
  );
}
