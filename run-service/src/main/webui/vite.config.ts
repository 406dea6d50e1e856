import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// Where the API is while developing: a stack that `assay up` started.
const server = process.env.ASSAY_URL ?? "http://127.0.0.1:7400";

export default defineConfig({
  plugins: [react()],
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
