package dev.assay.run.preview.rehearsal;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.assay.run.preview.forecast.Forecast;
import dev.assay.run.preview.forecast.JudgeForecast;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;

/**
 * A forecast with what it stands on.
 *
 * @param forecast of the target; its fields stand beside the others in JSON; null when the caller
 *     pushes the answers
 * @param judges what judges would be asked beside that, null for none
 * @param inference what making corrections of notes would take before that, null for none
 * @param measuredOn answers of earlier runs that it goes by, 0 when it goes by defaults
 * @param assumptions sentences, every one of them could be wrong
 */
public record Estimate(
    @Nullable @JsonUnwrapped Forecast forecast,
    @Nullable JudgeForecast judges,
    @Nullable Forecast inference,
    int measuredOn,
    List<String> assumptions) {

  /**
   * The same with what is asked before.
   *
   * @param later null when nobody would be called
   * @param before of a run that asks a model
   */
  static Estimate after(Estimate before, Estimate later) {
    List<String> sentences = new ArrayList<>();
    before.assumptions().forEach(sentence -> sentences.add("Corrections of notes: " + sentence));
    if (later != null) {
      sentences.addAll(later.assumptions());
    }
    return new Estimate(
        later == null ? null : later.forecast(),
        later == null ? null : later.judges(),
        before.forecast(),
        later == null ? 0 : later.measuredOn(),
        sentences);
  }
}
