package dev.assay.run.engine.cache;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.status.OutcomeClass;
import java.util.Optional;

/**
 * What a call carries so that its answer can be kept: {@code {"cache_key": …}}, which comes back
 * untouched in the reply.
 */
public final class CacheNote {
  private static final String FIELD = "cache_key";

  private CacheNote() {}

  /** The note of a call; see {@link CacheKey#of}. */
  public static JsonNode of(ProviderRef provider, ModelRequest request, int repeat) {
    return Json.mapper().createObjectNode().put(FIELD, CacheKey.of(provider, request, repeat));
  }

  /**
   * Where to keep the answer of a reply. Empty when the call did not ask for it, when there is no
   * answer, and when a filter or a refusal ended it: the next time it may be another.
   */
  public static Optional<String> keyOf(ModelReply reply) {
    if (reply.answer() == null || reply.answer().cached() || declined(reply)) {
      return Optional.empty();
    }
    return Optional.ofNullable(reply.context())
        .map(context -> context.get(FIELD))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText);
  }

  private static boolean declined(ModelReply reply) {
    return Answer.CONTENT_FILTER.equals(reply.answer().finishReason())
        || reply.answer().refusal() != null
        || reply.attempts().stream().anyMatch(a -> a.outcome() == OutcomeClass.CONTENT_FILTER);
  }
}
