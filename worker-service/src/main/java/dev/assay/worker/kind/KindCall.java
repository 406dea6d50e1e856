package dev.assay.worker.kind;

import dev.assay.common.message.ModelCall;

/**
 * One attempt as a kind needs to see it.
 *
 * @param call what to ask of whom
 * @param attempt 1-based number within the unit's generation
 * @param secret the opened credential, null for none
 */
public record KindCall(ModelCall call, int attempt, String secret) {
  /** Keeps the secret out of logs and error texts. */
  @Override
  public String toString() {
    return "KindCall[unit=" + call.unit() + ", attempt=" + attempt + "]";
  }
}
