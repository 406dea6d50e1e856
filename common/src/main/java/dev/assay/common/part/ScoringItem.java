package dev.assay.common.part;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a scorer may know about a dataset item. A Java null is an absent key, a JSON null is a null.
 *
 * @param id the item's own id
 * @param input string, object or chat messages
 * @param expected what the answer is compared with
 * @param choices array of the choices of a multiple-choice question
 * @param context array of retrieved passages
 * @param criteria text for judges
 * @param label of the item, for breakdowns
 * @param section of the item, for breakdowns
 * @param extra object with everything else
 * @param assets array of {kind, ref|url|data}: images and documents that belong to the input
 */
public record ScoringItem(
    String id,
    JsonNode input,
    JsonNode expected,
    JsonNode choices,
    JsonNode context,
    String criteria,
    String label,
    String section,
    JsonNode extra,
    JsonNode assets) {
  /** The same with another extra; null for none. */
  public ScoringItem with(JsonNode other) {
    return new ScoringItem(
        id, input, expected, choices, context, criteria, label, section, other, assets);
  }

  /** An item without assets. */
  public ScoringItem(
      String id,
      JsonNode input,
      JsonNode expected,
      JsonNode choices,
      JsonNode context,
      String criteria,
      String label,
      String section,
      JsonNode extra) {
    this(id, input, expected, choices, context, criteria, label, section, extra, null);
  }
}
