package dev.assay.run.traffic.themes.naming;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.idempotency.Reply;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.prompt.Material;
import dev.assay.run.runs.state.Purpose;
import dev.assay.run.traffic.asking.ModelQuestions;
import dev.assay.run.traffic.themes.NotesQuery;
import dev.assay.run.traffic.themes.Themes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Has models asked for names of what the notes of a run speak of. */
@ApplicationScoped
class Namings {
  private static final int ACCEPTED = 202;
  private static final int LONGEST_NAME = 90;

  private final NotesQuery notes;
  private final ModelQuestions questions;
  private final NamingStore store;

  Namings(NotesQuery notes, ModelQuestions questions, NamingStore store) {
    this.notes = notes;
    this.questions = questions;
    this.store = store;
  }

  /**
   * What would be asked, of whom; asks nobody.
   *
   * @return fails with ILLEGAL_STATE for a run that has not ended or whose notes have no theme, and
   *     with VALIDATION_FAILED when it is not said who is asked
   */
  Uni<Naming> of(Run run, NameThemes asked) {
    // What was answered under a key before is answered whatever became of the run since.
    return Uni.createFrom().deferred(() -> now(run, asked));
  }

  private Uni<Naming> now(Run run, NameThemes asked) {
    asked.check();
    if (!run.status().isTerminal()) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE,
          "The run is " + run.status().wire() + ": themes are named when it has ended.");
    }
    RunSpec.Judge model = model(run, asked);
    return notes.themes(run.id()).map(themes -> naming(run, model, themes, asked));
  }

  private static Naming naming(
      Run run, RunSpec.Judge model, List<Themes.Theme> themes, NameThemes asked) {
    if (themes.isEmpty()) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE,
          "No two notes of the run speak of the same: there is no theme to be named.");
    }
    return new Naming(run.id(), themes, model, launch(run, model, themes, asked.limits()));
  }

  /** Who is asked: whom the request names, else the run's judge. */
  private static RunSpec.Judge model(Run run, NameThemes asked) {
    if (asked.provider() != null) {
      return new RunSpec.Judge(asked.provider(), asked.model(), asked.params(), null);
    }
    RunSpec.Judge judge = run.definition().whoJudges();
    if (judge == null) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "Nobody is named who could be asked: give provider and model, since the run has no"
              + " judge.");
    }
    return judge.withParams(asked.params());
  }

  private static LaunchRequest launch(
      Run run, RunSpec.Judge model, List<Themes.Theme> themes, RunSpec.Budget budget) {
    ObjectNode launch = Json.mapper().createObjectNode();
    launch.put("name", "name the themes of " + run.id()).put("trigger", Purpose.NAMING.wire());
    ObjectNode params = Json.mapper().createObjectNode();
    params.set("response_format", NamingQuestion.format());
    if (model.params() instanceof ObjectNode given) {
      params.setAll(given);
    }
    launch
        .putObject("target")
        .put("provider", model.provider())
        .put("model", model.model())
        .set("params", params);
    launch
        .putObject("dataset")
        .put("name", dataset(run))
        .putArray("items")
        .addObject()
        .put("id", "names")
        .set("input", NamingQuestion.messages(themes, Material.drawn()));
    launch.putArray("scorers");
    launch.set("budget", Json.mapper().valueToTree(budget));
    return LaunchRequest.of(launch);
  }

  /**
   * Where what the model was shown is kept, so that it can be deleted with what is of the source.
   */
  private static String dataset(Run run) {
    String of = run.origin().dataset() == null ? "inline" : run.origin().dataset();
    return "themes." + of.substring(0, Math.min(LONGEST_NAME, of.length()));
  }

  /**
   * Has the model asked; the same idempotency key and body give the same answer.
   *
   * @return 202 with the {@link ThemeNaming}; fails with ILLEGAL_STATE while one is being asked
   */
  Uni<Response> start(ModelQuestions.Asking asking, Uni<Naming> naming) {
    return questions.ask(
        asking,
        Purpose.NAMING,
        naming,
        Naming::launch,
        (tx, model, one) ->
            store.insert(tx, asking.caller().workspaceId(), model, one).map(Namings::reply));
  }

  private static Reply reply(ThemeNaming naming) {
    return new Reply(ACCEPTED, "/v1/runs/" + naming.run() + "/hints", naming, naming);
  }
}
