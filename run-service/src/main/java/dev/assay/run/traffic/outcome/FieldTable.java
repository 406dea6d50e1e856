package dev.assay.run.traffic.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.verdict.summary.FieldSummary.Band;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The fields of the answers of a run, those with most errors first, by people's corrections before
 * inferred ones.
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
   * @param human of the samples that people corrected; null where kinds of truth are not told apart
   * @param inferred of those whose correction a model made of notes; null as that
   * @param examples some of the errors, those by people's corrections first
   */
  @Schema(name = "FieldRow")
  public record Field(
      String field,
      long correct,
      long errors,
      double accuracy,
      Band band,
      @Nullable Kind human,
      @Nullable Kind inferred,
      List<Example> examples) {
    static Field of(
        String field,
        long correct,
        long errors,
        Kind human,
        Kind inferred,
        List<Example> examples) {
      double accuracy = (double) correct / (correct + errors);
      return new Field(
          field, correct, errors, accuracy, Band.of(accuracy), human, inferred, examples);
    }
  }

  /**
   * A field over the samples of one kind of truth.
   *
   * @param correct samples in which it matched
   * @param errors samples in which it did not
   * @param accuracy correct / (correct + errors); null when there are none
   */
  @Schema(name = "FieldRowTruth")
  public record Kind(long correct, long errors, @Nullable Double accuracy) {
    static Kind of(long correct, long errors) {
      return new Kind(correct, errors, Outcome.share(correct, correct + errors));
    }
  }

  /**
   * A sample in which a field did not match.
   *
   * @param itemId whose it is
   * @param position of the item
   * @param truth who said what is right; null where that is not known
   * @param expected what is right; null for nothing
   * @param actual what was answered; null for nothing
   */
  @Schema(name = "FieldExample")
  public record Example(
      String itemId,
      int position,
      @Nullable Truth truth,
      @Nullable @Schema(implementation = Object.class) JsonNode expected,
      @Nullable @Schema(implementation = Object.class) JsonNode actual) {}
}
