import { useEffect } from "react";
import { api, body } from "@/api/client";
import { usePages } from "@/parts/usePages";

/** All versions of a skill with their definitions, the newest first. */
export function useVersions(name: string) {
  const pages = usePages(["skills", name, "versions"], (cursor) =>
    body(
      api.GET("/v1/skills/{name}/versions", {
        params: { path: { name }, query: { limit: 200, ...(cursor && { cursor }) } },
      }),
    ),
  );
  const { more, next } = pages;
  useEffect(() => {
    if (more) next();
  }, [more, next]);
  return pages;
}
