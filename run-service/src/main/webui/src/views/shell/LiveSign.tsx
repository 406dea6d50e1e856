import { exact } from "@/format/times";
import { useSign } from "@/stream/live";
import { words } from "@/words/common";
import css from "./Shell.module.css";

/** Says whether what is shown is what is. */
export function LiveSign() {
  const sign = useSign();
  const look = {
    live: css.live,
    "catching up": css.behind,
    connecting: css.behind,
    away: css.away,
  };
  const word =
    sign.state === "away"
      ? words.sign.away(exact(new Date(sign.since).toISOString()).slice(11))
      : words.sign[sign.state];
  return (
    <span
      className={`${css.sign} ${look[sign.state] ?? ""}`}
      role="status"
      data-live={sign.state}
      title={sign.state === "away" ? words.sign.awayTitle : words.sign.liveTitle}
    >
      <span className={css.dot} aria-hidden />
      {word}
    </span>
  );
}
