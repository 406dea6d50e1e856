import type { Draft } from "./draft";

/** Text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** The request that the launch button sends, for a shell. The key stays out of it. */
export function curlOf(draft: Draft, server: string, once: string): string {
  return [
    `curl -sS ${quoted(`${server}/v1/runs`)} \\`,
    `  -H "Authorization: Bearer $ASSAY_API_KEY" \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -H ${quoted(`Idempotency-Key: ${once}`)} \\`,
    `  -d ${quoted(JSON.stringify(draft, null, 2))}`,
  ].join("\n");
}
