// Holds the sizes of scripts to their budget: 220 KB gzip for the first view, 150 KB for each chunk that comes later.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const FIRST = 220 * 1024;
const LATER = 150 * 1024;
const manifest = JSON.parse(readFileSync("dist/.vite/manifest.json", "utf8"));

const first = new Set();
function follow(key) {
  const chunk = manifest[key];
  if (first.has(chunk.file)) return;
  first.add(chunk.file);
  (chunk.imports ?? []).forEach(follow);
}
follow("index.html");
follow("src/views/home/Home.tsx");

const sizes = new Map();
for (const { file } of Object.values(manifest)) {
  if (file.endsWith(".js")) sizes.set(file, gzipSync(readFileSync(`dist/${file}`)).length);
}
const kb = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
const together = [...sizes]
  .filter(([file]) => first.has(file))
  .reduce((sum, [, size]) => sum + size, 0);
for (const [file, size] of [...sizes].sort((a, b) => b[1] - a[1])) {
  console.log(`${first.has(file) ? "first" : "later"}  ${kb(size).padStart(9)}  ${file}`);
}
console.log(`first view ${kb(together)} of ${kb(FIRST)}`);

const tooLarge = [...sizes].filter(([file, size]) => !first.has(file) && size > LATER);
if (together > FIRST || tooLarge.length > 0) {
  console.error(
    `Over budget: ${together > FIRST ? `first view ${kb(together)}` : ""} ${tooLarge.map(([f, s]) => `${f} ${kb(s)}`).join(", ")}`,
  );
  process.exit(1);
}
