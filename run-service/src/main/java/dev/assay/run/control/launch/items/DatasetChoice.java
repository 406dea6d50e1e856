package dev.assay.run.control.launch.items;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.paging.Names;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.platform.problem.JacksonProblems;
import dev.assay.run.runs.TrafficSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which items a definition names: a dataset's name, {@code {name, version, limit, sections}},
 * {@code {items, name?}} inline, or {@code {traffic}}, whose inputs are asked again.
 *
 * @param items inline, null when a dataset is named
 * @param traffic whose inputs they are; null for none
 */
public record DatasetChoice(
    String name,
    Integer version,
    Integer limit,
    List<String> sections,
    List<JsonNode> items,
    TrafficSource traffic) {
  /** The dataset whose versions are the inline items that were given without a name. */
  static final String UNNAMED = "inline";

  private static final String TRAFFIC = "traffic";
  private static final Set<String> KNOWN =
      Set.of("name", "version", "limit", "sections", "items", TRAFFIC);

  /** All items of what is frozen of a target's stored answers. */
  public static final DatasetChoice STORED = new DatasetChoice(null, null, null, null, null, null);

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
                    "is not known; there are name, version, limit, sections, items, traffic."
                        + DidYouMean.ask(field, KNOWN));
              }
            });
    if (replays(node)) {
      return replay(checks, node);
    }
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
        items,
        null);
  }

  /** Whether what a launch gives as its dataset is traffic, whose inputs are asked again. */
  public static boolean replays(JsonNode dataset) {
    return dataset != null && dataset.hasNonNull(TRAFFIC);
  }

  private static DatasetChoice replay(Checks checks, JsonNode node) {
    String field = "dataset." + TRAFFIC;
    if (node.size() > 1) {
      checks.violate(field, "stands alone: a limit is one of the traffic.");
    }
    try {
      TrafficSource source = Json.strict().treeToValue(node.get(TRAFFIC), TrafficSource.class);
      source.check(checks, field);
      if (source.inferCorrections() != null) {
        checks.violate(
            field + ".infer_corrections",
            "is for a run over the stored answers; leave it out here.");
      }
      return new DatasetChoice(null, null, null, null, null, source);
    } catch (JsonProcessingException e) {
      checks.violate(field, "cannot be read. " + JacksonProblems.of(e).detail());
      return null;
    }
  }

  /** The same, with an end to the time that traffic is taken from. */
  public DatasetChoice until(OffsetDateTime time) {
    return traffic == null
        ? this
        : new DatasetChoice(name, version, limit, sections, items, traffic.until(time));
  }

  /**
   * How many of the inline items are chosen.
   *
   * @throws dev.assay.run.platform.problem.ProblemException EMPTY_DATASET when none is in the
   *     sections asked for
   */
  public long size() {
    ChosenSections.require(
        sections,
        items.stream()
            .map(item -> item.path("section").asText(null))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet()));
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
      return new DatasetChoice(text, null, null, null, null, null);
    }
    try {
      return new DatasetChoice(
          text.substring(0, at), Integer.valueOf(text.substring(at + 1)), null, null, null, null);
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
