package dev.assay.run.platform.access.walk;

import static dev.assay.run.testing.TestApi.map;
import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bodies that are right, with a {@link Ref} wherever they name something of the workspace: each
 * operation that takes a body has at least one here, and each field that can name something stands
 * in one of them.
 */
final class Bodies {
  /** Stands for a name that nobody has given yet. */
  static final Object NEW = new Object();

  private static final Map<String, Object> SHARED = Map.of("weight", 2);
  private static final Object SAYS = map("by", "somebody");
  private static final Object SCORER =
      map("name", NEW, "kind", "expression", "params", map("expression", "output == expected"));
  private static final Object SKILL =
      map(
          "name",
          NEW,
          "prompt",
          "{{input}}",
          "model",
          map("provider", Ref.to(Kind.PROVIDER), "model", "sim"));
  private static final Object JUDGE = map("provider", Ref.to(Kind.PROVIDER), "model", "sim");
  private static final Object SOURCE = map("source_type", "skill", "id", Ref.to(Kind.SKILL));

  private static final Map<String, List<Object>> ALL =
      Map.ofEntries(
          entry("addEvalSet", selections()),
          entry(
              "compareRuns",
              List.of(
                  map(
                      "runs",
                      List.of(Ref.to(Kind.RUN), Ref.to(Kind.OTHER_RUN)),
                      "baseline",
                      Ref.to(Kind.RUN)),
                  map("group", Ref.to(Kind.GROUP)))),
          entry("completeReview", List.of(map("by", "somebody", "label", "good"))),
          entry("createDataset", List.of(map("name", NEW))),
          entry("createEvaluation", named(launches())),
          entry(
              "createFeedbackLink",
              List.of(
                  map(
                      "entity_type",
                      "request",
                      "entity_id",
                      Ref.to(Kind.REQUEST),
                      "fields",
                      List.of("notes")))),
          entry("createKey", List.of(map("name", "k", "scopes", List.of("read")))),
          entry("createProvider", List.of(map("name", NEW, "kind", "simulated"))),
          entry("createQueue", named(queues())),
          entry("createScorer", List.of(SCORER)),
          entry("createSkill", List.of(SKILL)),
          entry("createWorkspace", List.of(map("name", NEW))),
          entry("editWorkspace", List.of(map("judge", JUDGE))),
          entry("extendReview", List.of(SAYS)),
          entry(
              "giveFeedback",
              List.of(
                  map("entity_type", "request", "entity_id", Ref.to(Kind.REQUEST), "label", "x"))),
          entry("giveFeedbackByLink", List.of(map("notes", "n"))),
          entry(
              "giveLabels",
              List.of(
                  map(
                      "scorer",
                      "exact_match",
                      "by",
                      "somebody",
                      "labels",
                      List.of(map("item_id", "item-0", "passed", true))))),
          entry("launchRun", launches()),
          entry("nextReview", List.of(SAYS)),
          entry(
              "optimizeRun",
              List.of(map("dry_run", true, "provider", Ref.to(Kind.PROVIDER), "model", "sim"))),
          entry("patchProvider", List.of(map("limits", map("max_concurrency", 3)))),
          entry("patchRun", List.of(map("label", "changed"))),
          entry("previewRun", launches()),
          entry("previewScorer", List.of(map("definition", SCORER, "run", Ref.to(Kind.RUN)))),
          entry(
              "pushResults",
              List.of(map("results", List.of(map("item_id", "item-0", "output", "x"))))),
          entry("putAsset", List.of("text")),
          entry("putEvaluation", launches()),
          entry("putProvider", List.of(map("kind", "simulated"))),
          entry("putScorer", List.of(without(SCORER))),
          entry("putSetting", List.of(map("keep_days", 90))),
          entry("putSkill", List.of(without(SKILL))),
          entry("putView", List.of(map("view", "runs", "query", map()))),
          entry("releaseReview", List.of(SAYS)),
          entry("reopenReview", List.of(SAYS)),
          entry(
              "rerun",
              List.of(
                  map("dry_run", true, "skill_version", 2),
                  map("dry_run", true, "optimize", JUDGE))),
          entry("rescoreRun", List.of(map("scorers", List.of(Ref.to(Kind.SCORER))))),
          entry("shareWorkspace", List.of(SHARED)),
          entry("skipReview", List.of(SAYS)),
          entry("startSession", List.of(map("token", "as_nobody-has-it"))),
          entry("takeExecution", List.of(List.of(record()))),
          entry("takeOtlp", List.of(map("resourceSpans", List.of()))),
          entry("takeRequest", List.of(List.of(record()))),
          entry("testProvider", List.of(map("model", "sim"))),
          entry("tryOutSetting", List.of(map("records", List.of(map("input", "x"))))),
          entry("tryScorer", List.of(map("output", "x", "expected", "x"))),
          entry("updateDataset", List.of(map("description", "changed"))),
          entry("updateQueue", queues()),
          entry("uploadDatasetVersion", List.of(List.of(map("id", "i", "input", "x")))));

  private Bodies() {}

  static List<Object> of(Operation operation) {
    List<Object> bodies = ALL.get(operation.id());
    if (bodies == null) {
      throw new AssertionError("%s: say in Bodies what can be sent to it.".formatted(operation));
    }
    return bodies;
  }

  private static Map<String, Object> record() {
    return map("id", NEW, "input", "x", "response", "y");
  }

  private static List<Object> selections() {
    return List.of(
        map("select", map("ids", List.of(map("kind", "request", "id", Ref.to(Kind.REQUEST))))),
        map("select", map("queue", Ref.to(Kind.QUEUE))),
        map("select", map("filter", map("skill", Ref.to(Kind.SKILL)))));
  }

  private static List<Object> queues() {
    return List.of(
        map("rule", map("kind", "disagreement", "run", Ref.to(Kind.TRAFFIC_RUN))),
        map("rule", map("kind", "all"), "filter", map("model", "m")));
  }

  private static List<Object> named(List<Object> bodies) {
    return bodies.stream()
        .map(
            body -> {
              Map<String, Object> named = map();
              ((Map<?, ?>) body).forEach((key, value) -> named.put((String) key, value));
              named.put("name", NEW);
              return (Object) named;
            })
        .toList();
  }

  private static Object without(Object body) {
    Map<String, Object> rest = map();
    ((Map<?, ?>) body).forEach((key, value) -> rest.put((String) key, value));
    rest.remove("name");
    return rest;
  }

  /** Every way in which a launch can name something. */
  private static List<Object> launches() {
    List<Object> launches = new ArrayList<>();
    launches.add(
        launch(
            "target",
            map("provider", Ref.to(Kind.PROVIDER), "model", "sim"),
            "scorers",
            List.of(Ref.to(Kind.SCORER), "exact_match"),
            "baseline",
            Ref.to(Kind.RUN)));
    launches.add(map("evaluation", Ref.to(Kind.EVALUATION)));
    launches.add(map("evaluation", Ref.to(Kind.EVALUATION, "%s@1")));
    launches.add(
        launch(
            "dataset",
            map("name", Ref.to(Kind.DATASET), "version", 1),
            "target",
            map("skill", Ref.to(Kind.SKILL, "%s@1")),
            "scorers",
            List.of(map("id", Ref.to(Kind.SCORER)), judge(null)),
            "judge",
            JUDGE));
    launches.add(
        launch(
            "targets",
            List.of(
                Ref.to(Kind.PROVIDER, "%s/sim"),
                map("provider", Ref.to(Kind.PROVIDER), "model", "sim", "alias", "a"),
                map("skill", Ref.to(Kind.SKILL), "alias", "b")),
            "scorers",
            List.of(judge(JUDGE)),
            "judge",
            Ref.to(Kind.PROVIDER, "%s/sim")));
    Map<String, Object> inferring = map("traffic", inferring());
    launches.add(map("target", inferring, "scorers", List.of("field_accuracy")));
    launches.add(
        map("dataset", inferring, "target", map("push", true), "scorers", List.of("exact_match")));
    launches.add(
        launch(
            "dataset",
            map(
                "items",
                List.of(
                    map(
                        "id",
                        "i",
                        "input",
                        "x",
                        "expected",
                        "x",
                        "assets",
                        List.of(map("kind", "image", "ref", Ref.to(Kind.ASSET)))))),
            "target",
            Ref.to(Kind.PROVIDER, "%s/sim")));
    return launches;
  }

  private static Object inferring() {
    Map<String, Object> source = map("infer_corrections", JUDGE);
    ((Map<?, ?>) SOURCE).forEach((key, value) -> source.put((String) key, value));
    return source;
  }

  private static Map<String, Object> launch(Object... pairs) {
    Map<String, Object> launch =
        map("dataset", Ref.to(Kind.DATASET), "scorers", List.of("exact_match"));
    launch.putAll(map(pairs));
    return launch;
  }

  private static Object judge(Object whom) {
    Map<String, Object> judge =
        map("id", "llm_judge", "key", "j", "criteria", "Is it good?", "threshold", 0.5);
    if (whom != null) {
      judge.put("judge", whom);
    }
    return judge;
  }
}
