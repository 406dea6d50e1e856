package dev.assay.worker.kind.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.Answer;
import dev.assay.worker.kind.ChatOnly;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.kind.UnusableProviderException;
import dev.assay.worker.time.Time;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.WireListener;

/**
 * Kind {@code replay}: the answer that the call carries as its hint, recorded earlier for the same
 * item and repeat. Nothing leaves the process. At once, or with {@code pace: true} after as long as
 * it took when it was recorded.
 */
public final class ReplayKind implements ProviderKind {
  private final Time time;

  public ReplayKind(Time time) {
    this.time = time;
  }

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener) {
    ChatOnly.check(call.call());
    JsonNode options = call.call().provider().options();
    boolean pace = options != null && options.path("pace").asBoolean(false);
    return new ReplayExchange(time, listener).start(recorded(call.call()), pace);
  }

  @Override
  public ResponseReader reader(KindCall call) {
    return new ReplayReader(() -> recorded(call.call()));
  }

  private static Answer recorded(ModelCall call) {
    JsonNode hint = call.request().hint();
    if (hint == null || !hint.isObject()) {
      JsonNode options = call.provider().options();
      throw new UnusableProviderException(
          ErrorCode.PROVIDER_REFUSED_REQUEST,
          "Provider "
              + call.provider().name()
              + " replays run "
              + (options == null ? null : options.path("run").asText())
              + ", which has no answer to item "
              + call.itemId()
              + ", repeat "
              + call.repeat()
              + ".");
    }
    try {
      return Json.mapper().treeToValue(hint, Answer.class);
    } catch (JsonProcessingException e) {
      throw new UnusableProviderException(
          ErrorCode.PROVIDER_NONSENSE,
          "Provider " + call.provider().name() + ": the recorded answer cannot be read.");
    }
  }
}
