package dev.assay.run.control.launch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.paging.Names;
import dev.assay.run.platform.problem.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which items a definition names: a dataset's name, {@code {name, version, limit, sections}}, or
 * {@code {items, name?}} inline.
 *
 * @param items inline, null when a dataset is named
 */
public record DatasetChoice(
    String name, Integer version, Integer limit, List<String> sections, List<JsonNode> items) {
  /** The dataset whose versions are the inline items that were given without a name. */
  static final String UNNAMED = "inline";

  private static final Set<String> KNOWN = Set.of("name", "version", "limit", "sections", "items");

  public static DatasetChoice read(Checks checks, JsonNode node) {
    if (node == null || node.isNull()) {
      checks.violate("dataset", "is missing: name a dataset, or give its items inline.");
      return null;
    }
    if (node.isTextual()) {
      return named(checks, node.asText());
    }
    if (!node.isObject()) {
      checks.violate("dataset", "must be a name or an object; got " + node.getNodeType() + ".");
      return null;
    }
    node.fieldNames()
        .forEachRemaining(
            field -> {
              if (!KNOWN.contains(field)) {
                checks.violate(
                    "dataset." + field,
                    "is not known; there are name, version, limit, sections, items."
                        + DidYouMean.ask(field, KNOWN));
              }
            });
    String name = node.path("name").isTextual() ? node.get("name").asText() : null;
    List<JsonNode> items = items(checks, node.path("items"));
    if (name == null && items == null) {
      checks.violate("dataset.name", "is missing: name a dataset, or give its items inline.");
    }
    if (name != null && items != null && !name.matches(Names.PATTERN)) {
      checks.violate("dataset.name", Names.MESSAGE + ".");
    }
    return new DatasetChoice(
        name == null && items != null ? UNNAMED : name,
        positive(checks, node, "version"),
        positive(checks, node, "limit"),
        sections(checks, node.path("sections")),
        items);
  }

  /** How many of the inline items are chosen. */
  long size() {
    long chosen =
        items.stream()
            .filter(
                item -> sections == null || sections.contains(item.path("section").asText(null)))
            .count();
    return limit == null ? chosen : Math.min(chosen, limit);
  }

  private static DatasetChoice named(Checks checks, String text) {
    int at = text.lastIndexOf('@');
    if (at < 0) {
      return new DatasetChoice(text, null, null, null, null);
    }
    try {
      return new DatasetChoice(
          text.substring(0, at), Integer.valueOf(text.substring(at + 1)), null, null, null);
    } catch (NumberFormatException e) {
      checks.violate("dataset", "must be name or name@version; got " + text + ".");
      return null;
    }
  }

  private static Integer positive(Checks checks, JsonNode node, String field) {
    JsonNode given = node.path(field);
    if (given.isMissingNode() || given.isNull()) {
      return null;
    }
    if (!given.isInt() || given.asInt() < 1) {
      checks.violate("dataset." + field, "must be a whole number from 1.");
      return null;
    }
    return given.asInt();
  }

  private static List<String> sections(Checks checks, JsonNode given) {
    if (given.isMissingNode() || given.isNull()) {
      return null;
    }
    List<String> sections = new ArrayList<>();
    given.forEach(s -> sections.add(s.asText()));
    if (!given.isArray() || sections.isEmpty()) {
      checks.violate("dataset.sections", "must be a list of at least one section.");
      return null;
    }
    return sections;
  }

  private static List<JsonNode> items(Checks checks, JsonNode given) {
    if (given.isMissingNode() || given.isNull()) {
      return null;
    }
    List<JsonNode> items = new ArrayList<>();
    given.forEach(items::add);
    if (!given.isArray()) {
      checks.violate("dataset.items", "must be a list of items.");
      return null;
    }
    return items;
  }
}
