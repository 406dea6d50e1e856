import { describe, expect, it } from "vitest";
import type { Against } from "@/api/comparison";
import { partly } from "@/testing/partly";
import { comparisonSentence } from "./sentence";
import sentences from "./sentences.json";

/** run-service holds the sentence of its exported page against the same file. */
describe("the sentence of a comparison", () => {
  it.each(sentences)("says $what", ({ against, name, base, said }) => {
    const sentence = comparisonSentence(partly<Against>(against), name, base);
    // On the page numbers keep together with what belongs to them.
    expect(sentence.replaceAll("\u00a0", " ")).toBe(said);
  });
});
