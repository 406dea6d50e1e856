package dev.assay.run.preview.scorer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.UnitRef;
import dev.assay.common.status.ScoreStatus;
import dev.assay.run.library.scorers.ChosenScorers;
import dev.assay.run.library.scorers.JudgeChoices;
import dev.assay.run.library.scorers.catalogue.Catalogue;
import dev.assay.run.library.scorers.catalogue.ScorerRules;
import dev.assay.run.library.scorers.catalogue.Scoring;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.access.Callers;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Trying a scorer out on one answer. */
@Path("/v1/scorers/{id}/run")
@Tag(name = "Scorers")
public class TrialsResource {
  private final Callers callers;
  private final Catalogue catalogue;
  private final ChosenScorers chosen;
  private final Scoring scoring;
  private final JudgeChoices judges;
  private final JudgeTrials trials;

  public TrialsResource(
      Callers callers,
      Catalogue catalogue,
      ChosenScorers chosen,
      Scoring scoring,
      JudgeChoices judges,
      JudgeTrials trials) {
    this.callers = callers;
    this.catalogue = catalogue;
    this.chosen = chosen;
    this.scoring = scoring;
    this.judges = judges;
    this.trials = trials;
  }

  /**
   * An answer to try a scorer on. An absent key and a null are different things.
   *
   * @param output what the target answered
   * @param expected what it is compared with
   * @param input what was asked
   * @param context array of passages
   * @param choices array of choices
   * @param params the scorer's parameters, threshold among them
   * @param answer {latency_ms, cost, usage, tool_calls} for scorers that look at them
   */
  @Schema(name = "ScorerTrial")
  public record Trial(
      @Schema(implementation = Object.class) JsonNode output,
      @Schema(implementation = Object.class) JsonNode expected,
      @Schema(implementation = Object.class) JsonNode input,
      @Schema(ref = "JsonNode[]") JsonNode context,
      @Schema(ref = "JsonNode[]") JsonNode choices,
      @Schema(ref = "JsonObject") JsonNode params,
      @Schema(ref = "JsonObject") ObjectNode answer) {}

  /** A score as the API shows it. */
  @Schema(name = "Score")
  public record ScoreView(
      String scorer,
      int version,
      ScoreStatus status,
      @Nullable Double score,
      @Nullable Boolean passed,
      @Nullable String reason,
      @Nullable @Schema(ref = "JsonObject") JsonNode metadata,
      @Nullable Failure error) {
    static ScoreView of(Score s) {
      return new ScoreView(
          s.scorer(),
          s.version(),
          s.status(),
          s.score(),
          s.passed(),
          s.reason(),
          s.metadata(),
          s.error());
    }
  }

  /** Scores one answer now. */
  @POST
  @RolesAllowed("read")
  @Operation(
      summary =
          "Scores one answer, for trying a scorer out; a judge is asked, which takes its time and"
              + " costs what it costs")
  public Uni<ScoreView> run(@PathParam("id") String id, Trial trial) {
    if (trial == null || trial.output() == null) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "Give the answer to score as output.",
          List.of(new Violation("output", "is missing")));
    }
    Caller caller = callers.current();
    return catalogue.all().flatMap(known -> run(caller, id, trial, known)).map(ScoreView::of);
  }

  private Uni<Score> run(
      Caller caller, String id, Trial trial, Map<String, ScorerDescriptor> known) {
    return chosen
        .read(caller.workspaceId(), List.of(spec(id, trial.params())), known)
        .map(read -> one(id, read))
        .flatMap(spec -> run(caller, spec, trial, known));
  }

  private Uni<Score> run(
      Caller caller, ScorerSpec spec, Trial trial, Map<String, ScorerDescriptor> known) {
    return judges
        .choose(caller.workspaceId(), List.of(spec), known, null)
        .flatMap(
            asked ->
                asked == null
                    ? scoring.ask(List.of(spec), List.of(unit(trial))).map(TrialsResource::only)
                    : ask(caller, spec, trial, asked.get(spec.key())));
  }

  private Uni<Score> ask(Caller caller, ScorerSpec spec, Trial trial, RunSpec.Judge judge) {
    if (!caller.scopes().contains(Scopes.RUN)) {
      throw new ProblemException(
          ErrorCode.FORBIDDEN, "Asking a judge costs money: it takes a key with the scope run.");
    }
    return trials.run(caller.workspaceId(), spec, unit(trial), judge);
  }

  private static Score only(ScoreReport report) {
    return report.units().get(0).scores().get(0);
  }

  private static JsonNode spec(String id, JsonNode params) {
    ObjectNode spec = Json.mapper().createObjectNode();
    if (params != null && params.isObject()) {
      spec.setAll((ObjectNode) params);
    }
    spec.remove("key");
    return spec.set("id", TextNode.valueOf(id));
  }

  private static ScorerSpec one(String id, ScorerRules.Read read) {
    if (read.code() == ErrorCode.UNKNOWN_SCORER) {
      throw ProblemException.notFound("scorer", id);
    }
    if (read.code() != null) {
      throw new ProblemException(
          read.code(),
          read.violations().get(0).message(),
          read.violations().stream()
              .map(
                  v ->
                      new Violation(v.field().replaceFirst("^scorers\\[0]", "params"), v.message()))
              .toList());
    }
    return read.scorers().get(0);
  }

  private static ScoringTask.Unit unit(Trial trial) {
    ScoringItem item =
        new ScoringItem(
            "trial",
            trial.input(),
            trial.expected(),
            trial.choices(),
            trial.context(),
            null,
            null,
            null,
            null);
    ObjectNode answer =
        trial.answer() == null ? Json.mapper().createObjectNode() : trial.answer().deepCopy();
    answer.set("output", trial.output());
    return new ScoringTask.Unit(
        new UnitRef(Ids.next(), 0, 1), item, Json.mapper().convertValue(answer, Answer.class));
  }
}
