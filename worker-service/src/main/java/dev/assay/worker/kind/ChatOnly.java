package dev.assay.worker.kind;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ModelRequest.Operation;

/** For kinds that answer conversations and nothing else. */
public final class ChatOnly {
  private ChatOnly() {}

  /**
   * Lets a conversation pass.
   *
   * @throws UnusableProviderException when something else is asked for
   */
  public static void check(ModelCall call) {
    if (call.request().operation() == Operation.EMBEDDINGS) {
      throw new UnusableProviderException(
          ErrorCode.PROVIDER_REFUSED_REQUEST,
          "Provider "
              + call.provider().name()
              + " is of kind "
              + call.provider().kind()
              + ", which gives no embeddings.");
    }
  }
}
