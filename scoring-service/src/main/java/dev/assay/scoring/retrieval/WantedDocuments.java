package dev.assay.scoring.retrieval;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScoringItem;
import java.util.List;

/** Which documents should have been found for an item, as somebody said it. */
public final class WantedDocuments {
  /** Where an item says it, in its extra or in the metadata of what production logged. */
  public static final String PLACE = "expected_documents";

  private static final String DOCUMENTS = "documents";

  private WantedDocuments() {}

  /** What the extra of an item says; null for nothing. */
  public static JsonNode said(JsonNode extra) {
    if (extra == null) {
      return null;
    }
    JsonNode own = extra.get(PLACE);
    JsonNode said = own == null ? extra.path("metadata").get(PLACE) : own;
    return said == null || said.isNull() ? null : said;
  }

  /** The documents that an expected value with more in it names; null for none. */
  public static JsonNode within(JsonNode expected) {
    return expected != null && expected.isObject() ? expected.get(DOCUMENTS) : null;
  }

  /**
   * The ids, as {@link DocumentIds} reads them.
   *
   * @return null when nobody said which
   */
  static List<String> of(ScoringItem item) {
    List<String> said = DocumentIds.of(said(item.extra()));
    if (said != null) {
      return said;
    }
    List<String> within = DocumentIds.of(within(item.expected()));
    return within == null ? DocumentIds.of(item.expected()) : within;
  }
}
