package dev.assay.run.traffic.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.verdict.summary.FieldSummary.Band;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The fields of the answers of a run, those with most errors first.
 *
 * @param scorer key of the scorer that compared them
 * @param fields one row each
 */
@Schema(name = "FieldTable")
public record FieldTable(String scorer, List<Field> fields) {
  /**
   * A field over all samples with a correction.
   *
   * @param field its path, such as {@code items[0].price}
   * @param correct samples in which it matched
   * @param errors samples in which it did not
   * @param accuracy correct / (correct + errors)
   * @param band how good that is
   * @param examples some of the errors
   */
  @Schema(name = "FieldRow")
  public record Field(
      String field, long correct, long errors, double accuracy, Band band, List<Example> examples) {
    static Field of(String field, long correct, long errors, List<Example> examples) {
      double accuracy = (double) correct / (correct + errors);
      return new Field(field, correct, errors, accuracy, Band.of(accuracy), examples);
    }
  }

  /**
   * A sample in which a field did not match.
   *
   * @param itemId whose it is
   * @param position of the item
   * @param expected what is right; null for nothing
   * @param actual what was answered; null for nothing
   */
  @Schema(name = "FieldExample")
  public record Example(
      String itemId,
      int position,
      @Nullable @Schema(implementation = Object.class) JsonNode expected,
      @Nullable @Schema(implementation = Object.class) JsonNode actual) {}
}
