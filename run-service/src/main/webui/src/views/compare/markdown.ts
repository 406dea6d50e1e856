import type { Against, Comparison } from "@/api/comparison";
import { cost, count, percent, signed } from "@/format/numbers";
import { duration } from "@/format/times";
import { compareWords, endText } from "@/words/compare";
import { forest } from "./forest";
import { sideNames } from "./names";
import { rateOf } from "@/parts/runCard/facts";
import { comparisonSentence } from "./sentence";

const words = compareWords;

/** A comparison as Markdown, to be pasted into a pull request. */
export function comparisonMarkdown(comparison: Comparison, address: string): string {
  const names = sideNames(comparison.sides);
  const name = (side: string) => cell(names.get(side) ?? side);
  const lines = [`# ${words.title}`, ""];
  for (const against of comparison.comparisons) {
    lines.push(
      `**${text(comparisonSentence(against, names.get(against.other) ?? "", names.get(comparison.baseline) ?? ""))}**`,
      "",
    );
  }
  lines.push(
    ...table(
      [
        words.sides.run,
        words.sides.passed,
        words.sides.rate,
        words.sides.latency,
        words.sides.cost,
      ],
      comparison.sides.map((side) => [
        `${name(side.name)}${side.name === comparison.baseline ? ` (${words.sides.baseline})` : ""}`,
        `${count(side.passed)} / ${count(side.units)}`,
        percent(rateOf(side)),
        duration(side.latency?.p50),
        cost(side.cost),
      ]),
    ),
  );
  for (const against of comparison.comparisons) {
    lines.push(
      "",
      `## ${name(against.other)} − ${name(comparison.baseline)}`,
      "",
      ...differences(against),
    );
  }
  for (const warning of comparison.warnings ?? []) lines.push("", `> ${text(warning)}`);
  return [...lines, "", `<${address}>`, ""].join("\n");
}

function differences(against: Against): string[] {
  const rows = forest(against, false).groups.flatMap((group) => group.rows);
  return table(
    ["", words.markdown.difference, words.markdown.interval, words.markdown.p],
    rows.map(({ name, difference: d, share, p }) => [
      cell(name),
      typeof d.difference === "number"
        ? share
          ? `${signed(d.difference * 100, 1)} pt`
          : signed(d.difference)
        : "–",
      d.interval
        ? `${endText(d.interval.lower, share)} … ${endText(d.interval.upper, share)}`
        : "–",
      p === null ? "–" : p.toFixed(3),
    ]),
  );
}

function table(heads: string[], rows: string[][]): string[] {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)];
}

/** Names come from people and models: nothing in them may be read as Markdown or HTML. */
function text(value: string): string {
  return value.replace(/[\\`*_[\]<>#|]/g, "\\$&").replace(/\s+/g, " ");
}

function cell(value: string): string {
  return text(value);
}
