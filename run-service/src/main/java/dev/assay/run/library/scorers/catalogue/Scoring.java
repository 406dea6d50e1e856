package dev.assay.run.library.scorers.catalogue;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.message.TryScore;
import dev.assay.common.part.ScorerSpec;
import dev.assay.link.broker.BrokerAwayException;
import dev.assay.link.broker.BrokerLink;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks scoring-service for scores outside any run. */
@ApplicationScoped
public class Scoring {
  private final BrokerLink link;
  private final ScorerConfig config;

  public Scoring(BrokerLink link, ScorerConfig config) {
    this.link = link;
    this.config = config;
  }

  /**
   * Scores cases now.
   *
   * @return the report in the order of the cases; fails with SCORING_UNAVAILABLE when there is none
   *     in time
   */
  public Uni<ScoreReport> ask(List<ScorerSpec> scorers, List<ScoringTask.Unit> cases) {
    return link.ask(
            Address.TASKS, Envelope.of(null, new TryScore(scorers, cases)), config.timeout())
        .map(answer -> answer.body(ScoreReport.class))
        .onFailure(BrokerAwayException.class)
        .transform(
            e ->
                new ProblemException(
                    ErrorCode.SCORING_UNAVAILABLE,
                    "The scoring-service does not answer. Start it, or try again in a moment."));
  }
}
