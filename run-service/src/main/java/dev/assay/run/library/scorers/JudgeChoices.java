package dev.assay.run.library.scorers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.ScorerSpec;
import dev.assay.run.library.providers.Provider;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.Checks;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Finds whom each scorer asks that asks a model: its own judge, else the evaluation's, else the
 * workspace's. Never the run's own target by itself: a model that judges its own answers is a
 * choice that somebody must make.
 */
@ApplicationScoped
public class JudgeChoices {
  /** What a descriptor needs when its scorer asks a model. */
  public static final String NEED = "judge";

  private static final String DEFAULT =
      "select judge::text as judge from workspaces where id = $1 and judge is not null";

  private final Db db;
  private final Providers providers;

  public JudgeChoices(Db db, Providers providers) {
    this.db = db;
    this.providers = providers;
  }

  /**
   * Chooses.
   *
   * @param evaluationJudge whom scorers ask that name nobody, null for none
   * @return by scorer key, null when no scorer asks a model; fails with a problem that lists every
   *     violation
   */
  public Uni<Map<String, RunSpec.Judge>> choose(
      UUID workspaceId,
      List<ScorerSpec> scorers,
      Map<String, ScorerDescriptor> known,
      RunSpec.Judge evaluationJudge) {
    List<ScorerSpec> asking =
        scorers.stream().filter(s -> known.get(s.id()).needs().contains(NEED)).toList();
    if (asking.isEmpty()) {
      return Uni.createFrom().nullItem();
    }
    return workspaceJudge(workspaceId)
        .map(otherwise -> choose(asking, Optional.ofNullable(evaluationJudge).or(() -> otherwise)))
        .flatMap(chosen -> overProviders(workspaceId, chosen));
  }

  /**
   * Checks a judge.
   *
   * @param judge null is fine: nobody
   * @return fails with a problem that lists every violation
   */
  public Uni<Void> check(UUID workspaceId, String field, RunSpec.Judge judge) {
    if (judge == null) {
      return Uni.createFrom().voidItem();
    }
    Checks checks = new Checks();
    check(checks, field, judge);
    checks.done();
    return providers.find(workspaceId, judge.provider()).replaceWithVoid();
  }

  private Map<String, RunSpec.Judge> choose(
      List<ScorerSpec> asking, Optional<RunSpec.Judge> otherwise) {
    Map<String, RunSpec.Judge> chosen = new TreeMap<>();
    Checks checks = new Checks();
    for (ScorerSpec scorer : asking) {
      String field = "scorers." + scorer.key() + ".judge";
      JsonNode own = scorer.params() == null ? null : scorer.params().get("judge");
      Optional<RunSpec.Judge> judge = own == null ? otherwise : Optional.of(read(own));
      if (judge.isEmpty()) {
        checks.violate(
            ErrorCode.JUDGE_MISSING,
            field,
            "is missing: "
                + scorer.id()
                + " asks a model. Give the scorer, or the whole evaluation, judge: {provider,"
                + " model}, or set the workspace's.");
      } else {
        check(checks, field, judge.get());
        chosen.put(scorer.key(), judge.get());
      }
    }
    checks.done();
    return chosen;
  }

  private static void check(Checks checks, String field, RunSpec.Judge judge) {
    if (judge.provider() == null || judge.provider().isBlank()) {
      checks.violate(field + ".provider", "is missing: name a provider, see GET /v1/providers.");
    }
    if (judge.model() == null || judge.model().isBlank()) {
      checks.violate(field + ".model", "is missing: name a model as the provider names it.");
    }
    if (judge.params() != null && !judge.params().isNull() && !judge.params().isObject()) {
      checks.violate(field + ".params", "must be an object of model parameters.");
    }
    if (judge.concurrency() != null && judge.concurrency() < 1) {
      checks.violate(field + ".concurrency", "must be at least 1.");
    }
  }

  /**
   * Checks the evaluation's judge when nobody asks it: a provider that is misspelt would be found
   * when the first scorer does.
   *
   * @param chosen whom scorers ask, null for nobody; what is among these is checked already
   */
  public Uni<Void> checkUnasked(
      UUID workspaceId, RunSpec.Judge evaluationJudge, Map<String, RunSpec.Judge> chosen) {
    if (evaluationJudge == null || isAsked(evaluationJudge, chosen)) {
      return Uni.createFrom().voidItem();
    }
    Checks checks = new Checks();
    check(checks, NEED, evaluationJudge);
    checks.done();
    return requireProvider(
            workspaceId, "The judge: ", NEED + ".provider", evaluationJudge.provider())
        .replaceWithVoid();
  }

  private static boolean isAsked(RunSpec.Judge judge, Map<String, RunSpec.Judge> chosen) {
    return chosen != null
        && chosen.values().stream()
            .anyMatch(asked -> asked.withParams(judge.params()).equals(judge));
  }

  /** Fails when a provider is not there; else with the parameters that its record has. */
  private Uni<Map<String, RunSpec.Judge>> overProviders(
      UUID workspaceId, Map<String, RunSpec.Judge> chosen) {
    Map<String, Provider> found = new HashMap<>();
    Set<String> seen = new HashSet<>();
    List<Map.Entry<String, RunSpec.Judge>> first = new ArrayList<>();
    chosen.entrySet().stream().filter(e -> seen.add(e.getValue().provider())).forEach(first::add);
    return InOrder.each(
            first,
            e ->
                require(workspaceId, e.getKey(), e.getValue())
                    .invoke(provider -> found.put(e.getValue().provider(), provider))
                    .replaceWithVoid())
        .map(
            done -> {
              Map<String, RunSpec.Judge> whole = new TreeMap<>();
              chosen.forEach(
                  (key, judge) ->
                      whole.put(
                          key,
                          judge.withParams(
                              found.get(judge.provider()).params(judge.model(), judge.params()))));
              return whole;
            });
  }

  private Uni<Provider> require(UUID workspaceId, String key, RunSpec.Judge judge) {
    return requireProvider(
        workspaceId,
        "The judge of " + key + ": ",
        "scorers." + key + ".judge.provider",
        judge.provider());
  }

  private Uni<Provider> requireProvider(
      UUID workspaceId, String whose, String field, String provider) {
    return providers
        .find(workspaceId, provider)
        .onFailure(ProblemException.class)
        .transform(
            e ->
                new ProblemException(
                    ErrorCode.UNKNOWN_PROVIDER,
                    whose + e.getMessage(),
                    List.of(new Violation(field, e.getMessage()))));
  }

  private Uni<Optional<RunSpec.Judge>> workspaceJudge(UUID workspaceId) {
    return db.query(DEFAULT, workspaceId)
        .map(rows -> Rows.first(rows).map(row -> read(JsonColumns.tree(row, "judge"))));
  }

  private static RunSpec.Judge read(JsonNode judge) {
    try {
      return Json.mapper().treeToValue(judge, RunSpec.Judge.class);
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED, "A judge is {provider, model, params?, concurrency?}.");
    }
  }
}
