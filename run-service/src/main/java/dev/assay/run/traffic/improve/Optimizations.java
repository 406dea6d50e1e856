package dev.assay.run.traffic.improve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.status.RunStatus;
import dev.assay.run.library.skills.Skill;
import dev.assay.run.library.skills.StoredSkill;
import dev.assay.run.platform.access.Scopes;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.prompt.Material;
import dev.assay.run.runs.state.Purpose;
import dev.assay.run.traffic.asking.ModelQuestions;
import dev.assay.run.traffic.improve.proposals.Question;
import dev.assay.run.traffic.improve.proposals.Sample;
import dev.assay.run.traffic.improve.proposals.SamplesQuery;
import dev.assay.run.traffic.improve.proposals.Strata;
import dev.assay.run.traffic.outcome.FieldScorer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Has models asked for better versions of skills. */
@ApplicationScoped
class Optimizations {
  private static final Set<RunStatus> ENDED =
      EnumSet.of(RunStatus.SUCCESSFUL, RunStatus.PARTIALLY_SUCCESSFUL);
  private static final int ACCEPTED = 202;
  private static final int LONGEST_NAME = 90;

  private final ImprovedSkills skills;
  private final SamplesQuery samples;
  private final ModelQuestions questions;
  private final ImprovementStore store;

  Optimizations(
      ImprovedSkills skills,
      SamplesQuery samples,
      ModelQuestions questions,
      ImprovementStore store) {
    this.skills = skills;
    this.samples = samples;
    this.questions = questions;
    this.store = store;
  }

  /**
   * What would be asked, of whom; asks nobody.
   *
   * @return fails with ILLEGAL_STATE for a run that has not ended or in which nothing is wrong, and
   *     with VALIDATION_FAILED or UNKNOWN_SKILL for one that is about no skill
   */
  Uni<Optimization> of(UUID workspaceId, Run run, Optimize asked) {
    // What was answered under a key before is answered whatever became of the run since.
    return Uni.createFrom().deferred(() -> now(workspaceId, run, asked));
  }

  private Uni<Optimization> now(UUID workspaceId, Run run, Optimize asked) {
    int most = asked.checked();
    String about = ImprovedSkills.reference(run);
    requireEnded(run);
    String scorer = FieldScorer.key(run, null);
    return skills
        .of(workspaceId, about)
        .flatMap(
            skill ->
                samples
                    .failing(run.id(), scorer)
                    .flatMap(
                        failing ->
                            samples
                                .read(run.id(), Strata.choose(failing, most))
                                .map(
                                    chosen ->
                                        optimization(run, skill, asked, chosen, failing.size()))));
  }

  private static void requireEnded(Run run) {
    if (!ENDED.contains(run.status())) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE,
          "The run is "
              + run.status().wire()
              + ": a skill is improved by what went wrong in a run that is successful or"
              + " partially_successful.");
    }
  }

  private Optimization optimization(
      Run run, StoredSkill skill, Optimize asked, List<Sample> chosen, int failing) {
    if (chosen.isEmpty()) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE,
          "No field is wrong in what was corrected in the run: there is nothing to learn from.");
    }
    List<Sample> shown = chosen.subList(0, Question.fitting(chosen));
    RunSpec.Judge model = model(run, skill, asked);
    return new Optimization(
        run.id(),
        skill,
        shown.size(),
        failing,
        Strata.count(shown),
        model,
        launch(skill, model, shown, asked));
  }

  /** Who is asked: whom the request names, else the run's judge, else whom the skill asks. */
  private static RunSpec.Judge model(Run run, StoredSkill skill, Optimize asked) {
    if (asked.provider() != null) {
      return new RunSpec.Judge(asked.provider(), asked.model(), asked.params(), null);
    }
    RunSpec.Judge judge = run.definition().whoJudges();
    if (judge != null) {
      return judge.withParams(asked.params());
    }
    Skill.Model own = skill.definition().model();
    if (own == null || own.provider() == null || own.model() == null) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "Nobody is named who could be asked: give provider and model, since neither the run has a"
              + " judge nor the skill a model.");
    }
    return new RunSpec.Judge(own.provider(), own.model(), asked.params(), null);
  }

  private LaunchRequest launch(
      StoredSkill skill, RunSpec.Judge model, List<Sample> shown, Optimize asked) {
    ObjectNode launch = Json.mapper().createObjectNode();
    launch.put("name", "improve " + skill.reference());
    ObjectNode params = Json.mapper().createObjectNode();
    params.set("response_format", Question.format());
    if (model.params() instanceof ObjectNode given) {
      params.setAll(given);
    }
    launch
        .putObject("target")
        .put("provider", model.provider())
        .put("model", model.model())
        .set("params", params);
    ObjectNode dataset = launch.putObject("dataset").put("name", dataset(skill));
    JsonNode messages =
        Question.messages(skill.definition(), shown, asked.instructions(), Material.drawn());
    dataset.putArray("items").addObject().put("id", "proposal").set("input", messages);
    launch.putArray("scorers");
    launch.set("budget", Json.mapper().valueToTree(asked.limits()));
    return LaunchRequest.of(launch);
  }

  /**
   * Where what the model was shown is kept, so that it can be deleted with what is of the skill.
   */
  private static String dataset(StoredSkill skill) {
    String name = skill.name();
    return "improve." + name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }

  /**
   * Has the model asked; the same idempotency key and body give the same improvement.
   *
   * @param asking the request
   * @param kind what is to come of it
   * @param optimization what is asked, found out when it is asked for the first time
   * @return 202 with the {@link Improvement}; fails with FORBIDDEN for a key that may make no
   *     version, and with ILLEGAL_STATE while another one of the skill is under way
   */
  Uni<Response> start(
      ModelQuestions.Asking asking, Improvement.Kind kind, Uni<Optimization> optimization) {
    if (!asking.caller().scopes().contains(Scopes.WRITE)) {
      throw new ProblemException(
          ErrorCode.FORBIDDEN,
          "A version of the skill would be made: that takes a key with the scope write, too.");
    }
    return questions.ask(
        asking,
        Purpose.OPTIMIZATION,
        optimization,
        Optimization::launch,
        (tx, model, one) ->
            store
                .insert(tx, asking.caller().workspaceId(), kind, model, one)
                .map(Optimizations::reply));
  }

  private static Reply reply(Improvement improvement) {
    return new Reply(ACCEPTED, "/v1/improvements/" + improvement.id(), improvement, improvement);
  }
}
