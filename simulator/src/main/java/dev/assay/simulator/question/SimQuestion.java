package dev.assay.simulator.question;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request, and what the simulated provider knows about it besides.
 *
 * @param request as it came
 * @param expected what a right answer says, null when not known
 * @param answerKey what the answer depends on, besides the seed
 * @param attemptKey what faults and latency depend on, besides the seed
 */
public record SimQuestion(
    SimRequest request, JsonNode expected, String answerKey, String attemptKey) {

  /** A name for the response that depends on the attempt only, in hexadecimal. */
  public String id() {
    return Integer.toHexString(attemptKey.hashCode());
  }
}
