package dev.assay.run.traffic.queues;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which of the records that the filter lets through come into a queue.
 *
 * @param run whose scores decide; of low_score and disagreement
 * @param scorer key of the scorer of that run; of low_score
 * @param below scores under this come in; of low_score
 * @param perDay how many come in on each day, at random; of sample
 */
@Schema(name = "QueueRule")
public record QueueRule(Kind kind, UUID run, String scorer, Double below, Integer perDay) {

  /** What decides. */
  @Schema(name = "QueueRuleKind")
  public enum Kind {
    /** Nothing: all of them. */
    @JsonProperty("all")
    ALL,
    /** Those that nobody has said anything of. */
    @JsonProperty("unlabelled")
    UNLABELLED,
    /** Those that a scorer of a run over them gave a low score. */
    @JsonProperty("low_score")
    LOW_SCORE,
    /** Those about which the judges of a run over them disagree. */
    @JsonProperty("disagreement")
    DISAGREEMENT,
    /** Chance. */
    @JsonProperty("sample")
    SAMPLE;

    /** Whether scores of a run decide. */
    boolean ofRun() {
      return this == LOW_SCORE || this == DISAGREEMENT;
    }
  }
}
