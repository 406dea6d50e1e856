package dev.assay.run.preview.scorer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.run.library.scorers.Drafts;
import dev.assay.run.library.scorers.JudgeChoices;
import dev.assay.run.library.scorers.catalogue.Scoring;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.Parts;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Scores stored answers with a definition that nobody has saved. */
@ApplicationScoped
class Tryout {
  private static final int USUAL = 50;
  private static final int MOST = 200;
  // What is asked at a time must come back before a request to scoring-service gives up.
  private static final int AT_A_TIME = 20;
  private static final int CHARS_AT_A_TIME = 256 * 1024;

  private final Drafts drafts;
  private final RunStore runs;
  private final StoredAnswers answers;
  private final Scoring scoring;
  private final JudgedTryout judged;

  Tryout(
      Drafts drafts, RunStore runs, StoredAnswers answers, Scoring scoring, JudgedTryout judged) {
    this.drafts = drafts;
    this.runs = runs;
    this.answers = answers;
    this.scoring = scoring;
    this.judged = judged;
  }

  /**
   * Tries a definition out.
   *
   * @return fails with every violation, NOT_FOUND, ILLEGAL_STATE while the run is under way, or
   *     SCORING_UNAVAILABLE
   */
  Uni<TryoutResult> run(Caller caller, TryoutRequest request) {
    check(request);
    return runs.get(caller.workspaceId(), request.run())
        .invoke(Tryout::requireEnded)
        .flatMap(
            run ->
                drafts
                    .check(request.definition(), "definition.")
                    .flatMap(draft -> run(caller, run, draft, request)));
  }

  private static void check(TryoutRequest request) {
    List<Violation> wrong = new ArrayList<>();
    if (request == null || request.definition() == null) {
      wrong.add(new Violation("definition", "is missing: give {kind, params, threshold}."));
    }
    if (request == null || request.run() == null) {
      wrong.add(new Violation("run", "is missing: give the id of a run that has ended."));
    }
    int limit = request == null || request.limit() == null ? USUAL : request.limit();
    if (limit < 1 || limit > MOST) {
      wrong.add(new Violation("limit", "must be from 1 to " + MOST + "; got " + limit + "."));
    }
    if (!wrong.isEmpty()) {
      Violation first = wrong.get(0);
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED, first.field() + ": " + first.message(), wrong);
    }
  }

  private static void requireEnded(Run run) {
    if (!run.status().isTerminal()) {
      throw new ProblemException(
          ErrorCode.ILLEGAL_STATE,
          "Run "
              + run.id()
              + " is "
              + run.status().wire()
              + "; a scorer is tried on the answers of a run that has ended.");
    }
  }

  private Uni<TryoutResult> run(
      Caller caller, Run run, Drafts.Checked draft, TryoutRequest request) {
    boolean asks = draft.descriptor().needs().contains(JudgeChoices.NEED);
    String replaces = replaces(run.definition().scorers(), request.definition().name());
    return answers
        .read(run.id(), request.section(), limit(request, asks))
        .flatMap(
            stored ->
                (asks ? judged.score(caller, draft, stored) : score(draft.spec(), stored))
                    .map(
                        tried ->
                            Weighing.of(
                                run.id(),
                                draft.spec(),
                                replaces,
                                tried,
                                notes(request, asks, tried))));
  }

  private static int limit(TryoutRequest request, boolean asks) {
    int usual = asks ? JudgedTryout.USUAL : USUAL;
    int given = request.limit() == null ? usual : request.limit();
    return asks ? Math.min(given, JudgedTryout.MOST) : given;
  }

  private static List<String> notes(
      TryoutRequest request, boolean asks, List<Weighing.Tried> tried) {
    if (!tried.isEmpty()) {
      return asks ? List.of(JudgedTryout.NOTE) : List.of();
    }
    return List.of(
        request.section() == null
            ? "The run has no answers."
            : "The run has no answers in section " + request.section() + ".");
  }

  /** The run's scorer with that key, or the one that an earlier version of it was made into. */
  static String replaces(JsonNode scorers, String name) {
    if (name == null || scorers == null) {
      return null;
    }
    String made = null;
    for (JsonNode scorer : scorers) {
      String key = scorer.path("key").asText();
      if (key.equals(name)) {
        return key;
      }
      if (scorer.path("custom").asText("").startsWith(name + "@")) {
        made = key;
      }
    }
    return made;
  }

  private Uni<List<Weighing.Tried>> score(ScorerSpec spec, List<StoredAnswer> stored) {
    return InOrder.flatMap(
        Parts.of(stored, StoredAnswer::chars, AT_A_TIME, CHARS_AT_A_TIME), part -> ask(spec, part));
  }

  private Uni<List<Weighing.Tried>> ask(ScorerSpec spec, List<StoredAnswer> part) {
    return scoring
        .ask(List.of(spec), part.stream().map(StoredAnswer::unit).toList())
        .map(report -> pair(part, report));
  }

  private static List<Weighing.Tried> pair(List<StoredAnswer> part, ScoreReport report) {
    List<Weighing.Tried> tried = new ArrayList<>();
    for (int i = 0; i < part.size(); i++) {
      Score score = report.units().get(i).scores().get(0);
      tried.add(new Weighing.Tried(part.get(i), score));
    }
    return tried;
  }
}
