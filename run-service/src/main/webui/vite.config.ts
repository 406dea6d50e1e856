import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

// Where the API is while developing: a stack that `assay up` started.
const server = process.env.ASSAY_URL ?? "http://127.0.0.1:7400";

/** The font of the page is there when its text is: words that change their width move what is beside them. */
const fontFirst: Plugin = {
  name: "font-first",
  transformIndexHtml: (_html, { bundle }) =>
    Object.keys(bundle ?? {})
      .filter((file) => /inter-latin-wght-normal.*\.woff2$/.test(file))
      .map((file) => ({
        tag: "link",
        attrs: {
          rel: "preload",
          as: "font",
          type: "font/woff2",
          crossorigin: "",
          href: `/${file}`,
        },
        injectTo: "head",
      })),
};

export default defineConfig({
  plugins: [react(), fontFirst],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { host: "127.0.0.1", proxy: { "/v1": server, "/openapi": server, "/q": server } },
  build: {
    target: "es2022",
    manifest: true,
    // Nothing is inlined: the policy of the page allows no data: script or style.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
  // The tests are of pure functions: they may share a process.
  test: {
    environment: "node",
    include: ["src/**/*.test.ts"],
    isolate: false,
    fileParallelism: true,
    // None of them asserts on time; a busy machine may take long.
    testTimeout: 300_000,
  },
});
