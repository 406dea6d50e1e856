// Compiler, linter, formatter and tests side by side: each says what is wrong, any of them fails the build.
import { spawn } from "node:child_process";

const CHECKS = ["tsc --noEmit", "eslint .", "prettier --check .", "vitest run"];

const codes = await Promise.all(
  CHECKS.map(
    (check) =>
      new Promise((done) => {
        const child = spawn(`npx --no-install ${check}`, { shell: true });
        let said = "";
        child.stdout.on("data", (bytes) => (said += bytes));
        child.stderr.on("data", (bytes) => (said += bytes));
        child.on("close", (code) => {
          console.log(code === 0 ? `ok      ${check}` : `failed  ${check}\n${said}`);
          done(code);
        });
      }),
  ),
);
process.exit(codes.some((code) => code !== 0) ? 1 : 0);
