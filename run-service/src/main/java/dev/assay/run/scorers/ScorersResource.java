package dev.assay.run.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.message.Answer;
import dev.assay.common.message.Score;
import dev.assay.common.message.ScorerDescriptor;
import dev.assay.common.message.ScorerSpec;
import dev.assay.common.message.ScoringItem;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.message.UnitRef;
import dev.assay.common.status.ScoreStatus;
import dev.assay.run.problem.ProblemException;
import dev.assay.run.problem.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalogue of scorers, and trying one out. */
@Path("/v1/scorers")
@Tag(name = "Scorers")
public class ScorersResource {
  private final Catalogue catalogue;
  private final Scoring scoring;

  /** With the catalogue and the way to scoring-service. */
  public ScorersResource(Catalogue catalogue, Scoring scoring) {
    this.catalogue = catalogue;
    this.scoring = scoring;
  }

  /** The catalogue. */
  public record Scorers(Collection<ScorerDescriptor> data) {}

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
      @Schema(implementation = Object.class) JsonNode context,
      @Schema(implementation = Object.class) JsonNode choices,
      @Schema(implementation = Object.class) JsonNode params,
      @Schema(implementation = Object.class) ObjectNode answer) {}

  /** A score as the API shows it. */
  @Schema(name = "Score")
  public record ScoreView(
      String scorer,
      int version,
      ScoreStatus status,
      Double score,
      Boolean passed,
      String reason,
      @Schema(implementation = Object.class) JsonNode metadata,
      Failure error) {
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

  /** Every scorer with its parameters. */
  @GET
  @RolesAllowed("read")
  @Operation(summary = "The scorers there are, with needs, direction, range and parameters")
  public Uni<Scorers> list() {
    return catalogue.all().map(all -> new Scorers(all.values()));
  }

  /** One scorer. */
  @GET
  @Path("/{id}")
  @RolesAllowed("read")
  @Operation(summary = "One scorer")
  public Uni<ScorerDescriptor> get(@PathParam("id") String id) {
    return catalogue
        .all()
        .map(
            all -> {
              ScorerDescriptor found = all.get(id);
              if (found == null) {
                throw ProblemException.notFound("scorer", id);
              }
              return found;
            });
  }

  /** Scores one answer now. */
  @POST
  @Path("/{id}/run")
  @RolesAllowed("read")
  @Operation(summary = "Scores one answer, for trying a scorer out")
  public Uni<ScoreView> run(@PathParam("id") String id, Trial trial) {
    if (trial == null || trial.output() == null) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "Give the answer to score as output.",
          List.of(new Violation("output", "is missing")));
    }
    return get(id)
        .flatMap(found -> catalogue.all())
        .map(all -> ScorerRules.read(List.of(spec(id, trial.params())), all))
        .map(ScorersResource::one)
        .flatMap(spec -> scoring.ask(List.of(spec), List.of(unit(trial))))
        .map(report -> ScoreView.of(report.units().get(0).scores().get(0)));
  }

  private static JsonNode spec(String id, JsonNode params) {
    ObjectNode spec = Json.mapper().createObjectNode();
    if (params != null && params.isObject()) {
      spec.setAll((ObjectNode) params);
    }
    spec.remove("key");
    return spec.set("id", TextNode.valueOf(id));
  }

  private static ScorerSpec one(ScorerRules.Read read) {
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
