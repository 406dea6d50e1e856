package dev.assay.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import java.time.Instant;
import java.util.List;

/**
 * What to do with a call that a worker was lost with: it may have been the call that killed it. It
 * goes back to run-service, which counts and decides.
 */
final class Lost {
  private Lost() {}

  static ModelReply reply(String worker, ModelCall call, Instant now) {
    JsonNode given = call.context();
    ObjectNode context =
        given != null && given.isObject()
            ? ((ObjectNode) given).deepCopy()
            : JsonNodeFactory.instance.objectNode();
    return new ModelReply(
        call.unit(), worker, null, null, now, List.of(), context.put("redelivered", true));
  }
}
