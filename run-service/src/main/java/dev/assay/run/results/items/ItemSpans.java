package dev.assay.run.results.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.part.SpanChoice;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What production did on its way to an answer, as it was frozen with the item.
 *
 * @param traceId of the spans; null where there are none
 * @param note why there are none
 * @param leftOut how many more there are that were not kept
 * @param truncated whether its trace has more than was looked at
 * @param spans in the order of their tree
 */
@Schema(name = "RunItemSpans")
public record ItemSpans(
    @Nullable String traceId,
    @Nullable String note,
    int leftOut,
    boolean truncated,
    List<ItemSpan> spans) {

  /**
   * A span in its place.
   *
   * @param depth 0 for a root
   * @param kind llm, retriever, tool, agent, chain or other
   * @param withheld why nothing of its content was kept: not_scored or too_large; null when it was
   * @param expected what people say is right of it
   * @param expectedBy who said so
   */
  @Schema(name = "RunItemSpan")
  public record ItemSpan(
      String spanId,
      @Nullable String parentId,
      int depth,
      String kind,
      String name,
      @Nullable String tool,
      @Nullable String model,
      @Nullable Long latencyMs,
      boolean failed,
      @Nullable String error,
      @Nullable String withheld,
      @Nullable @Schema(implementation = Object.class) JsonNode input,
      @Nullable @Schema(implementation = Object.class) JsonNode output,
      @Nullable List<Document> documents,
      @Nullable @Schema(implementation = Object.class) JsonNode expected,
      @Nullable String expectedBy) {
    private static ItemSpan of(JsonNode span) {
      return new ItemSpan(
          span.path("span_id").asText(),
          span.path("parent_id").textValue(),
          span.path("depth").asInt(),
          span.path("kind").asText(),
          span.path("name").asText(),
          span.path("tool").textValue(),
          span.path("model").textValue(),
          span.path("latency_ms").isNumber() ? span.get("latency_ms").longValue() : null,
          span.path("failed").asBoolean(),
          span.path("error").textValue(),
          span.path("withheld").textValue(),
          span.get("input"),
          span.get("output"),
          Document.all(span.path("documents")),
          span.get("expected"),
          span.path("expected_by").textValue());
    }
  }

  /**
   * A document that a retriever found.
   *
   * @param score that the retriever gave
   * @param content its text
   */
  @Schema(name = "RunItemDocument")
  public record Document(@Nullable String id, @Nullable Double score, @Nullable String content) {
    private static List<Document> all(JsonNode given) {
      if (!given.isArray()) {
        return null;
      }
      List<Document> documents = new ArrayList<>();
      for (JsonNode one : given) {
        documents.add(
            new Document(
                one.path("id").textValue(),
                one.path("score").isNumber() ? one.get("score").doubleValue() : null,
                one.path("content").textValue()));
      }
      return documents;
    }
  }

  /** Takes them out of the body of an item; null where it has none. */
  static ItemSpans takenFrom(ObjectNode item) {
    if (!(item.get("extra") instanceof ObjectNode extra)
        || !(extra.get(SpanChoice.PLACE) instanceof ObjectNode kept)
        || !kept.path("spans").isArray() && !kept.path("note").isTextual()) {
      return null;
    }
    List<ItemSpan> spans = new ArrayList<>();
    SpanChoice.spans(extra).forEach(span -> spans.add(ItemSpan.of(span)));
    extra.remove(SpanChoice.PLACE);
    return new ItemSpans(
        kept.path("trace_id").textValue(),
        kept.path("note").textValue(),
        kept.path("left_out").asInt(),
        kept.path("truncated").asBoolean(),
        spans);
  }
}
