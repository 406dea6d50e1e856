package dev.assay.scoring.spans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Answer;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.Usage;
import dev.assay.scoring.retrieval.WantedDocuments;
import dev.assay.scoring.scorer.Asker;
import dev.assay.scoring.scorer.ScorerInput;

/**
 * A span as a scorer sees an item with its answer: what went in is the input, what came out the
 * answer, what people corrected the expected value, and its documents the context. What was
 * retrieved was retrieved for the answer of the item: a scorer of contexts sees that beside the
 * documents of a retriever.
 *
 * @param ofContext whether the scorer looks at texts of documents
 * @param ofDocuments whether it looks at which documents they are
 * @param ofConduct whether it needs no output: time, cost, tokens, calls of tools
 */
record SpanInput(boolean ofContext, boolean ofDocuments, boolean ofConduct) {
  private static final String RETRIEVER = "retriever";
  private static final String TOO_LARGE =
      "Its content was not kept: the spans of an item may have 512 KB together.";
  private static final String NOT_SCORED =
      "Its content was not kept: the run was launched without a scorer of such spans; launch one"
          + " with it.";

  /** For a scorer. */
  static SpanInput of(ScorerDescriptor scorer) {
    return new SpanInput(
        scorer.needs().contains("context"),
        scorer.needs().contains("documents"),
        scorer.needs().contains("tools") || scorer.category().equals("model_fit"));
  }

  /** Why a span cannot be measured, in a sentence; null when it can. */
  String missing(JsonNode span) {
    JsonNode withheld = span.get("withheld");
    if (withheld != null) {
      return withheld.asText().equals("too_large") ? TOO_LARGE : NOT_SCORED;
    }
    if (span.path("failed").asBoolean()) {
      String error = span.path("error").asText("");
      return "The span failed" + (error.isEmpty() ? "." : ": " + error);
    }
    if (ofContext) {
      return documents(span).isEmpty()
          ? "The span has no documents with a text: none were found, or they were not recorded."
          : null;
    }
    if (ofDocuments) {
      return span.path("documents").isArray()
          ? null
          : "The span has no documents: they were not recorded.";
    }
    return ofConduct || output(span) != null
        ? null
        : "The span has no output: it was not recorded.";
  }

  /** What the scorer is to see. */
  ScorerInput of(ScorerInput whole, JsonNode span, Asker asker) {
    return ofDocuments ? ranked(whole, span, asker) : shown(whole, span, asker);
  }

  /**
   * Which documents it gave back; those it should have are what people said, else the item says.
   */
  private static ScorerInput ranked(ScorerInput whole, JsonNode span, Asker asker) {
    ScoringItem item = whole.item();
    JsonNode expected = span.get("expected");
    ObjectNode about = about(span);
    JsonNode said = expected == null ? WantedDocuments.said(item.extra()) : null;
    if (said != null) {
      about.set(WantedDocuments.PLACE, said);
    }
    ScoringItem one =
        new ScoringItem(
            span.path("span_id").asText(),
            some(span.get("input")),
            expected == null ? WantedDocuments.within(item.expected()) : expected,
            null,
            span.get("documents"),
            item.criteria(),
            item.label(),
            item.section(),
            about);
    return new ScorerInput(one, answer(span), whole.effort(), asker, whole.others());
  }

  private ScorerInput shown(ScorerInput whole, JsonNode span, Asker asker) {
    boolean retrieved = ofContext && span.path("kind").asText().equals(RETRIEVER);
    ScoringItem item = whole.item();
    JsonNode input = some(span.get("input"));
    JsonNode expected = span.get("expected");
    ScoringItem one =
        new ScoringItem(
            span.path("span_id").asText(),
            input == null && retrieved ? item.input() : input,
            expected == null && retrieved ? item.expected() : expected,
            null,
            documents(span),
            item.criteria(),
            item.label(),
            item.section(),
            about(span));
    return new ScorerInput(
        one, retrieved ? whole.answer() : answer(span), whole.effort(), asker, whole.others());
  }

  private static JsonNode some(JsonNode value) {
    return value == null || value.isNull() ? null : value;
  }

  /** What it gave back; of a retriever that says nothing else, its documents. */
  private static JsonNode output(JsonNode span) {
    JsonNode output = some(span.get("output"));
    return output == null && span.path("documents").isArray() ? span.get("documents") : output;
  }

  /** Those with a text, as the context of an item has passages. */
  private static ArrayNode documents(JsonNode span) {
    ArrayNode passages = Json.mapper().createArrayNode();
    for (JsonNode document : span.path("documents")) {
      if (!document.path("content").asText("").isBlank()) {
        passages.add(document.get("content"));
      }
    }
    return passages;
  }

  private static ObjectNode about(JsonNode span) {
    ObjectNode about = Json.mapper().createObjectNode();
    ObjectNode of = about.putObject("span");
    for (String name : new String[] {"span_id", "kind", "name", "tool", "model"}) {
      if (span.hasNonNull(name)) {
        of.set(name, span.get(name));
      }
    }
    return about;
  }

  private static Answer answer(JsonNode span) {
    JsonNode output = output(span);
    JsonNode calls = calls(span, output);
    boolean message = output != null && output.isObject() && output.has("tool_calls");
    return new Answer(
        message ? some(output.get("content")) : output,
        calls,
        null,
        null,
        null,
        usage(span.path("tokens")),
        span.path("latency_ms").isNumber() ? span.get("latency_ms").longValue() : null,
        null,
        span.path("cost").isNumber() ? span.get("cost").doubleValue() : null,
        span.path("model").textValue(),
        null,
        false);
  }

  /** The calls that a model asked for; of a tool its own. */
  private static JsonNode calls(JsonNode span, JsonNode output) {
    if (span.hasNonNull("tool")) {
      ObjectNode call = Json.mapper().createObjectNode();
      call.set("name", span.get("tool"));
      if (span.hasNonNull("input")) {
        call.set("arguments", span.get("input"));
      }
      return Json.mapper().createArrayNode().add(call);
    }
    return output != null && output.isObject() ? some(output.get("tool_calls")) : null;
  }

  private static Usage usage(JsonNode tokens) {
    return tokens.path("input").isNumber() || tokens.path("output").isNumber()
        ? new Usage(
            tokens.path("input").asLong(),
            tokens.path("cached").asLong(),
            tokens.path("output").asLong(),
            0)
        : null;
  }
}
