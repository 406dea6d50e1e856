import { Link } from "@tanstack/react-router";
import { words } from "@/words/common";
import css from "./Shell.module.css";

const VIEWS = [
  { to: "/", icon: "⌂", word: words.views.home, exact: true },
  { to: "/runs", icon: "▤", word: words.views.runs, exact: false },
  { to: "/compare", icon: "⇄", word: words.views.compare, exact: false },
  { to: "/evaluations", icon: "✓", word: words.views.evaluations, exact: false },
  { to: "/datasets", icon: "☰", word: words.views.datasets, exact: false },
  { to: "/traffic", icon: "⇶", word: words.views.traffic, exact: false },
  { to: "/scorers", icon: "◎", word: words.views.scorers, exact: false },
  { to: "/providers", icon: "⇡", word: words.views.providers, exact: false },
  { to: "/settings", icon: "⚙", word: words.views.settings, exact: false },
] as const;

/** The views, one below the other. */
export function Rail() {
  return (
    <nav aria-label={words.product}>
      {VIEWS.map((view) => (
        <Link
          key={view.to}
          to={view.to}
          activeOptions={{ exact: view.exact }}
          className={css.item}
          activeProps={{ "aria-current": "page" }}
        >
          <span className={css.icon} aria-hidden>
            {view.icon}
          </span>
          {view.word}
        </Link>
      ))}
    </nav>
  );
}
