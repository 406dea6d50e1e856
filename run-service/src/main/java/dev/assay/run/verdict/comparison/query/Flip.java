package dev.assay.run.verdict.comparison.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An item that passed in one run and failed in the other, or that came out the same by another
 * answer.
 *
 * @param itemId the item's own id
 * @param position in the dataset of the baseline
 * @param repeat which answer to it
 * @param section null for none
 * @param direction regressed, improved, or differs where only the answer is another
 * @param input of the item
 * @param expected of the item, null for none
 * @param baseline the answer there
 * @param other the answer there
 * @param cut whether a value of it was too long for the list and is its beginning, as a text that
 *     ends in an ellipsis; the items of the runs have it whole
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Flip(
    String itemId,
    int position,
    int repeat,
    @Nullable String section,
    @Schema(enumeration = {"regressed", "improved", "differs"}) String direction,
    @Schema(implementation = Object.class) JsonNode input,
    @Nullable @Schema(implementation = Object.class) JsonNode expected,
    Side baseline,
    Side other,
    boolean cut) {

  /**
   * One answer.
   *
   * @param output the text or JSON
   * @param scores {@code {score, passed, reason}} by scorer key
   */
  @Schema(name = "FlipSide")
  public record Side(
      @Nullable @Schema(implementation = Object.class) JsonNode output,
      @Schema(ref = "FlipScore{}") JsonNode scores) {}

  /** What one scorer says of an answer, as it stands in the scores of a side. */
  @Schema(name = "FlipScore")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Scored(@Nullable Double score, @Nullable Boolean passed, @Nullable String reason) {}
}
