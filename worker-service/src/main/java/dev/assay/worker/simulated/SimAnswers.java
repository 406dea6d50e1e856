package dev.assay.worker.simulated;

import com.fasterxml.jackson.databind.JsonNode;

/** Makes answer texts: right ones from what is expected, wrong ones that look like an answer. */
final class SimAnswers {
  private SimAnswers() {}

  /**
   * The text of an answer.
   *
   * @param wrong whether it shall differ from what is expected
   */
  static String text(SimQuestion question, boolean wrong, SimRandom random) {
    JsonNode expected = question.expected();
    if (expected == null || expected.isNull()) {
      return unprompted(question, random);
    }
    if (expected.isTextual()) {
      return wrong ? Perturb.text(expected.asText(), random) : expected.asText();
    }
    return (wrong ? Perturb.json(expected, random) : expected).toString();
  }

  /** Without an expected value: a text that depends on the question and the seed only. */
  private static String unprompted(SimQuestion question, SimRandom random) {
    String prompt = question.prompt().strip();
    String start = prompt.length() <= 60 ? prompt : prompt.substring(0, 60).strip() + "...";
    return "Simulated answer " + Integer.toHexString(random.below(1 << 24)) + " to: " + start;
  }
}
