package dev.assay.common.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.Answer;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.UnitRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A batch of (item, answer) of one run with the scorers to apply to each.
 *
 * @param scorers applied to every unit, in this order
 * @param units what to score
 * @param judges whom the scorers that ask a model ask, by scorer key; null for none
 */
public record ScoringTask(List<ScorerSpec> scorers, List<Unit> units, Map<String, Judge> judges)
    implements Message {
  /** A task whose scorers ask nobody. */
  public ScoringTask(List<ScorerSpec> scorers, List<Unit> units) {
    this(scorers, units, null);
  }

  /**
   * A model that a scorer asks.
   *
   * @param provider whom to ask
   * @param model the provider's name of the model
   * @param params model parameters, null for none
   * @param policy how long and how often to try
   * @param concurrency at most so many questions of the run at a time, over all workers
   * @param deadlineAt when the deadline over all questions about one answer passes, however long
   *     they waited to be asked; null when it runs from the first attempt
   */
  public record Judge(
      ProviderRef provider,
      String model,
      JsonNode params,
      CallPolicy policy,
      int concurrency,
      Instant deadlineAt) {
    /** A judge whose deadline runs from the first attempt. */
    public Judge(
        ProviderRef provider, String model, JsonNode params, CallPolicy policy, int concurrency) {
      this(provider, model, params, policy, concurrency, null);
    }
  }

  /**
   * One answer to score.
   *
   * @param scores what other scorers made of it already, for those that combine them; null for none
   * @param losses how often a scoring-service was lost with it before this task; null when that is
   *     not told
   */
  public record Unit(
      UnitRef unit, ScoringItem item, Answer answer, List<Score> scores, Integer losses) {
    /** An answer of which it is not told how often it was lost. */
    public Unit(UnitRef unit, ScoringItem item, Answer answer, List<Score> scores) {
      this(unit, item, answer, scores, null);
    }

    /** An answer that was not scored yet. */
    public Unit(UnitRef unit, ScoringItem item, Answer answer) {
      this(unit, item, answer, null);
    }
  }
}
