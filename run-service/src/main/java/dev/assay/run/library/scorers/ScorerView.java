package dev.assay.run.library.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScorerDescriptor;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A scorer as the API lists it, built in or custom.
 *
 * @param id what an evaluation names it by
 * @param version of a built-in scorer raised when the same input may give another score; of a
 *     custom one when its definition changed
 * @param name for people
 * @param params JSON Schema of the parameters; of a custom scorer those that an evaluation may
 *     override
 * @param custom true for one that was made over the API
 * @param scorer of a custom scorer the built-in one that does the work, else null
 * @param definition of a custom scorer {kind, description, category, threshold, params}, else null,
 *     as it is of one that a list has no room for
 * @param createdAt of this version of a custom scorer, else null
 */
@Schema(name = "Scorer")
public record ScorerView(
    String id,
    int version,
    String name,
    @Nullable String description,
    @Nullable String category,
    List<String> needs,
    boolean lowerIsBetter,
    @Nullable String valueType,
    @Nullable String range,
    boolean recommended,
    @Nullable @Schema(ref = "JsonObject") JsonNode params,
    boolean custom,
    @Nullable String scorer,
    @Nullable CustomScorer definition,
    @Nullable Instant createdAt) {

  /** A scorer of the catalogue. */
  public static ScorerView of(ScorerDescriptor d) {
    return new ScorerView(
        d.id(),
        d.version(),
        d.name(),
        d.description(),
        d.category(),
        d.needs(),
        d.lowerIsBetter(),
        d.valueType(),
        d.range(),
        d.recommended(),
        d.params(),
        false,
        null,
        null,
        null);
  }

  /**
   * A custom scorer.
   *
   * @param of the scorer that does the work; null when scoring-service does not know it any more
   */
  public static ScorerView of(StoredScorer stored, ScorerDescriptor of) {
    CustomScorer definition = stored.definition();
    return new ScorerView(
        stored.name(),
        stored.version(),
        stored.name(),
        definition.description() != null || of == null
            ? definition.description()
            : of.description(),
        definition.category() != null || of == null ? definition.category() : of.category(),
        of == null ? List.of() : of.needs(),
        of != null && of.lowerIsBetter(),
        of == null ? null : of.valueType(),
        of == null ? null : of.range(),
        false,
        of == null ? null : of.params(),
        true,
        definition.kind().scorer(),
        definition,
        stored.createdAt());
  }

  /** For a list that has no room for it. */
  ScorerView withoutDefinition() {
    return new ScorerView(
        id,
        version,
        name,
        description,
        category,
        needs,
        lowerIsBetter,
        valueType,
        range,
        recommended,
        params,
        custom,
        scorer,
        null,
        createdAt);
  }
}
