package dev.assay.run.traffic.slices.spans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.words.Beginning;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.traffic.otlp.spans.Span;
import dev.assay.run.traffic.otlp.spans.TreeOrder;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;

/** A span as an item keeps it: its place in the tree, and what a scorer may look at. */
final class SpanContent {
  private static final int LONGEST_NAME = 200;

  private SpanContent() {}

  /** What every span has. */
  static ObjectNode line(TreeOrder.Node<SpanLine> node) {
    SpanLine line = node.span();
    ObjectNode span = Json.mapper().createObjectNode();
    span.put("span_id", line.spanId());
    if (line.parentId() != null) {
      span.put("parent_id", line.parentId());
    }
    span.put("depth", node.depth()).put("kind", line.kind());
    span.put("name", Beginning.of(line.name(), LONGEST_NAME));
    text(span, "tool", line.tool() == null ? null : Beginning.of(line.tool(), LONGEST_NAME));
    span.put("start", line.at().toString());
    span.put("latency_ms", Math.max(0, Duration.between(line.at(), line.endedAt()).toMillis()));
    span.put("failed", line.failed());
    return span;
  }

  /** What one has whose content is kept, from a row of {@link SpanRows#contents}. */
  static ObjectNode of(Row row) {
    Span span = JsonColumns.read(row, "span", Span.class);
    ObjectNode content = Json.mapper().createObjectNode();
    text(content, "model", span.model());
    text(content, "error", span.error());
    value(content, "input", span.input());
    value(content, "output", span.output());
    if (span.documents() != null) {
      ArrayNode documents = content.putArray("documents");
      span.documents().forEach(document -> document(documents.addObject(), document));
    }
    if (span.tokens() != null) {
      content.set("tokens", Json.mapper().valueToTree(span.tokens()));
    }
    if (span.cost() != null) {
      content.put("cost", span.cost());
    }
    JsonNode truth = JsonColumns.tree(row, "truth");
    if (truth != null) {
      content.set("expected", truth);
      text(content, "expected_by", row.getString("truth_by"));
    }
    return content;
  }

  private static void document(ObjectNode kept, Span.Document document) {
    text(kept, "id", document.id());
    if (document.score() != null) {
      kept.put("score", document.score());
    }
    text(kept, "content", document.content());
  }

  private static void text(ObjectNode in, String name, String value) {
    if (value != null) {
      in.put(name, value);
    }
  }

  private static void value(ObjectNode in, String name, JsonNode value) {
    if (value != null && !value.isNull()) {
      in.set(name, value);
    }
  }
}
