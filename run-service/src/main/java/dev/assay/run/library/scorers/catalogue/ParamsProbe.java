package dev.assay.run.library.scorers.catalogue;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.UnitRef;
import dev.assay.run.platform.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Has scoring-service read parameters that only it can read, such as CEL, by scoring an item of
 * which nothing is known: what it cannot compile it says.
 */
@ApplicationScoped
public class ParamsProbe {
  private static final String CEL = "cel";

  private final Scoring scoring;

  ParamsProbe(Scoring scoring) {
    this.scoring = scoring;
  }

  /** Whether a scorer has parameters that a schema cannot check. */
  public static boolean wanted(ScorerSpec spec, Map<String, ScorerDescriptor> known) {
    return spec.custom() != null || compiled(known.get(spec.id())) != null;
  }

  /**
   * What was read, with what scoring-service cannot compile added to its violations.
   *
   * @return fails with SCORING_UNAVAILABLE when it does not answer
   */
  public Uni<ScorerRules.Read> check(ScorerRules.Read read, Map<String, ScorerDescriptor> known) {
    List<ScorerSpec> asked = read.scorers().stream().filter(s -> wanted(s, known)).toList();
    if (read.code() != null || asked.isEmpty()) {
      return Uni.createFrom().item(read);
    }
    return scoring
        .ask(asked, List.of(nothing()))
        .map(report -> report.units().get(0).scores())
        .map(scores -> with(read, scores, known));
  }

  private static ScorerRules.Read with(
      ScorerRules.Read read, List<Score> scores, Map<String, ScorerDescriptor> known) {
    List<Violation> wrong = new ArrayList<>();
    for (Score score : scores) {
      if (score.error() != null && score.error().code() == ErrorCode.BAD_PARAMS) {
        wrong.add(
            new Violation(
                "scorers[" + position(read.scorers(), score.key()) + "]." + field(score, known),
                score.error().message()));
      }
    }
    return wrong.isEmpty()
        ? read
        : new ScorerRules.Read(read.scorers(), wrong, ErrorCode.VALIDATION_FAILED);
  }

  private static int position(List<ScorerSpec> scorers, String key) {
    return IntStream.range(0, scorers.size())
        .filter(i -> scorers.get(i).key().equals(key))
        .findFirst()
        .orElse(0);
  }

  private static String field(Score score, Map<String, ScorerDescriptor> known) {
    String compiled = compiled(known.get(score.scorer()));
    return compiled == null ? "params" : compiled;
  }

  /** The parameter that is compiled, null when there is none. */
  private static String compiled(ScorerDescriptor descriptor) {
    return descriptor == null || descriptor.params() == null
        ? null
        : descriptor.params().path("properties").properties().stream()
            .filter(p -> CEL.equals(p.getValue().path("format").asText()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(null);
  }

  private static ScoringTask.Unit nothing() {
    return new ScoringTask.Unit(
        new UnitRef(Ids.next(), 0, 1),
        new ScoringItem("none", null, null, null, null, null, null, null, null),
        new Answer(null, null, null, null, null, null, null, null, null, null, null, false));
  }
}
