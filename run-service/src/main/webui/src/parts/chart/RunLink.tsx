import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";

/** Leads from a place on a drawing to its run, without reading the page anew. */
export function RunLink({
  run,
  label,
  title,
  children,
}: {
  run: string;
  label: string;
  title: string;
  children: ReactNode;
}) {
  const navigate = useNavigate();
  return (
    <a
      href={`/runs/${run}`}
      aria-label={label}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        void navigate({ to: "/runs/$id", params: { id: run } });
      }}
    >
      <title>{title}</title>
      {children}
    </a>
  );
}
