package dev.assay.common.part;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which spans of an item a scorer is applied to, one by one, as its parameter {@value #PARAM} says:
 * {@code {kind, name?}}. An item has them as {@code extra.spans}, in the order of their tree.
 *
 * @param kind llm, retriever, tool, agent, chain or other
 * @param name of the span, or of the tool that ran in it; null for every name
 */
public record SpanChoice(String kind, String name) {
  /** The parameter of a scorer. */
  public static final String PARAM = "spans";

  /** Where an item has its spans, in its extra. */
  public static final String PLACE = "spans";

  /** What a span can be. */
  public static final Set<String> KINDS =
      Set.of("llm", "retriever", "tool", "agent", "chain", "other");

  /** What parameters choose; null for none, then the scorer is of the item as a whole. */
  public static SpanChoice of(JsonNode params) {
    JsonNode given = params == null ? null : params.get(PARAM);
    return given == null || !given.path("kind").isTextual()
        ? null
        : new SpanChoice(given.get("kind").textValue(), given.path("name").textValue());
  }

  /** Whether a scorer is applied span by span. */
  public static boolean perSpan(ScorerSpec scorer) {
    return of(scorer.params()) != null;
  }

  /** Whether a span of an item is one of those. */
  public boolean takes(JsonNode span) {
    return kind.equals(span.path("kind").textValue())
        && (name == null
            || name.equals(span.path("name").textValue())
            || name.equals(span.path("tool").textValue()));
  }

  /** Those of an item, in its order; empty where it has none. */
  public List<JsonNode> in(JsonNode extra) {
    List<JsonNode> chosen = new ArrayList<>();
    for (JsonNode span : spans(extra)) {
      if (takes(span)) {
        chosen.add(span);
      }
    }
    return chosen;
  }

  /** All spans of an item; empty where it has none. */
  public static Iterable<JsonNode> spans(JsonNode extra) {
    JsonNode spans = extra == null ? null : extra.path(PLACE).path("spans");
    return spans == null || !spans.isArray() ? List.of() : spans;
  }

  /** An item without its spans. */
  public static ScoringItem without(ScoringItem item) {
    if (!(item.extra() instanceof ObjectNode extra) || !extra.has(PLACE)) {
      return item;
    }
    ObjectNode less = extra.objectNode();
    less.setAll(extra);
    less.remove(PLACE);
    return item.with(less);
  }

  /** The same item with no other spans than these, all of which it has. */
  public ScoringItem only(ScoringItem item) {
    if (!(item.extra() instanceof ObjectNode extra)
        || !(extra.get(PLACE) instanceof ObjectNode kept)) {
      return item;
    }
    ObjectNode fewer = extra.objectNode();
    fewer.setAll(kept);
    fewer.putArray("spans").addAll(in(extra));
    ObjectNode less = extra.objectNode();
    less.setAll(extra);
    less.set(PLACE, fewer);
    return item.with(less);
  }

  /** In words, such as {@code retriever spans named docs}. */
  public String named() {
    return kind + " spans" + (name == null ? "" : " named " + name);
  }
}
