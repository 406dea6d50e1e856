package dev.assay.worker.kind;

import dev.assay.common.message.ModelCall;

/**
 * One attempt as a kind needs to see it.
 *
 * @param call what to ask of whom
 * @param attempt 1-based number within the unit's generation
 * @param secret the opened credential, or what was had for it; null for none
 * @param had whether it was had for this call, and is a token or keys that last for a while
 */
public record KindCall(ModelCall call, int attempt, String secret, boolean had) {
  /** With the credential as it is. */
  public KindCall(ModelCall call, int attempt, String secret) {
    this(call, attempt, secret, false);
  }

  /** Keeps the secret out of logs and error texts. */
  @Override
  public String toString() {
    return "KindCall[unit=" + call.unit() + ", attempt=" + attempt + "]";
  }
}
