package dev.assay.scoring.judge.sheet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.util.List;

/** What judges need of an item, or there is no score. */
public final class Texts {
  private Texts() {}

  /**
   * The passages of the item.
   *
   * @throws UnmeasurableException with {@link ErrorCode#CONTEXT_MISSING} when there are none
   */
  public static List<String> passages(ScorerInput input) {
    List<String> passages = Sheet.passages(input);
    if (passages.isEmpty()) {
      throw new UnmeasurableException(
          ErrorCode.CONTEXT_MISSING, "This scorer looks at the item's context; the item has none.");
    }
    return passages;
  }

  /** A text of a reply; empty when it is null. */
  public static String of(JsonNode reply, String name) {
    JsonNode value = reply.path(name);
    return value.isTextual() ? value.textValue() : "";
  }
}
