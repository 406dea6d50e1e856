package dev.assay.run.traffic.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.assay.run.traffic.requests.TrafficKind;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far people agree. Of each person what he said last of an answer counts; who gave no name, and
 * what a model made of notes, does not.
 *
 * @param entities answers that people spoke of
 * @param byTwoOrMore of those, several people by name
 * @param read of those, the newest that were read: 5,000 at most, and as many as have 64 million
 *     characters of corrections; all that follows is about them
 * @param partly whether something is not counted: answers that were not read, of one answer what
 *     stands behind the newest 200, corrections that are very large, or fields and labels beyond as
 *     many as fit into memory
 * @param fields of corrections in JSON, those that people disagree about most first, at most 200
 * @param disagreements the newest answers about which people disagree, at most 50
 */
@Schema(name = "Agreement")
public record PeopleAgreement(
    long entities,
    long byTwoOrMore,
    long read,
    boolean partly,
    Labels label,
    Ratings rating,
    List<Field> fields,
    List<Disagreement> disagreements) {

  /**
   * Of labels.
   *
   * @param items answers that several people labelled
   * @param agreement the part of all pairs of people who gave the same label to the same answer
   * @param kappa the same beyond chance: Krippendorff's alpha of words; null when nobody differs
   *     from anybody in anything
   */
  @Schema(name = "LabelAgreement")
  public record Labels(
      int items,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double agreement,
      @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double kappa) {}

  /**
   * Of ratings.
   *
   * @param items answers that several people rated
   * @param alpha Krippendorff's alpha of numbers with equal steps; null as of labels
   */
  @Schema(name = "RatingAgreement")
  public record Ratings(
      int items, @Nullable @JsonInclude(JsonInclude.Include.ALWAYS) Double alpha) {}

  /**
   * Of one field.
   *
   * @param path such as {@code lines[0].amount}
   * @param items answers that several people corrected, one of them at least with this field
   * @param agreement the part of all pairs of people who say the same of it; leaving it out is
   *     saying something else
   */
  @Schema(name = "FieldAgreement")
  public record Field(String path, int items, double agreement) {}

  /**
   * An answer about which people disagree.
   *
   * @param people how many spoke of it
   * @param paths about what: {@code label}, {@code rating}, or fields; at most 100
   */
  @Schema(name = "Disagreement")
  public record Disagreement(
      TrafficKind entityType, String entityId, int people, List<String> paths) {
    /** The same about fewer things, and none with a long name. */
    Disagreement shown(int most, int longest) {
      return new Disagreement(
          entityType,
          entityId,
          people,
          paths.stream().filter(path -> path.length() <= longest).limit(most).toList());
    }
  }
}
