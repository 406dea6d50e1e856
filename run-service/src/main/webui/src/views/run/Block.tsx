import type { ReactNode } from "react";
import css from "./Run.module.css";

/** A part of the page with its heading. */
export function Block({
  title,
  note,
  aside,
  children,
  level = 2,
}: {
  title: string;
  note?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  level?: 2 | 3;
}) {
  const Heading = `h${level}` as "h2";
  return (
    <section className={css.block}>
      <div className={css.blockHead}>
        <Heading>{title}</Heading>
        {note && (
          <span className="quiet" style={{ fontSize: 12 }}>
            {note}
          </span>
        )}
        {aside && <span style={{ marginLeft: "auto" }}>{aside}</span>}
      </div>
      {children}
    </section>
  );
}
