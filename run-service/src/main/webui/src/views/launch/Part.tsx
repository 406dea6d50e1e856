import type { ReactNode } from "react";
import css from "./Launch.module.css";

/** A part of the form under its question. */
export function Part({
  title,
  lead,
  children,
}: {
  title: string;
  lead?: string;
  children: ReactNode;
}) {
  return (
    <section className={css.part}>
      <h2>{title}</h2>
      {lead && <p className="quiet">{lead}</p>}
      {children}
    </section>
  );
}
