import type { ReactNode } from "react";
import css from "./Drawer.module.css";

/** A part of the open item with its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.part}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

/** Something that few look at: closed at first. */
export function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className={css.details}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
