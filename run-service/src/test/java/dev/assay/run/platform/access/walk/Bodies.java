package dev.assay.run.platform.access.walk;

import static dev.assay.run.testing.TestApi.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Bodies that are right, with a {@link Ref} wherever they name something of the workspace: each
 * operation that takes a body has at least one here, and each field that can name something stands
 * in one of them.
 */
final class Bodies {
  /** Stands for a name that nobody has given yet. */
  static final Object NEW = new Object();

  private static final Object SHARED = map("weight", 2);
  private static final Object SAYS = map("by", "somebody");
  private static final Object SCORER =
      map("name", NEW, "kind", "expression", "params", map("expression", "same"));
  private static final Object SKILL =
      map(
          "name",
          NEW,
          "prompt",
          "{{input}}",
          "model",
          map("provider", Ref.to(Kind.PROVIDER), "model", "sim"),
          "provenance",
          map(
              "kind",
              "optimized",
              "from_version",
              1,
              "run_id",
              Ref.to(Kind.TRAFFIC_RUN),
              "improvement",
              Ref.to(Kind.IMPROVEMENT),
              "provider",
              Ref.to(Kind.PROVIDER),
              "model",
              "sim",
              "pairs",
              1));
  private static final Object JUDGE = map("provider", Ref.to(Kind.PROVIDER), "model", "sim");
  private static final Object SOURCE = map("source_type", "skill", "id", Ref.to(Kind.SKILL));

  /** A launch that needs nothing of the workspace. */
  private static final Object PUSHED =
      map(
          "dataset",
          map("items", List.of(map("id", "i", "input", "x", "expected", "x"))),
          "target",
          map("push", true),
          "scorers",
          List.of("exact_match"));

  private static final Map<String, List<Object>> ALL =
      Map.ofEntries(
          sent("addEvalSet", selections().toArray()),
          sent(
              "compareRuns",
              map(
                  "runs",
                  List.of(Ref.to(Kind.RUN), Ref.to(Kind.OTHER_RUN)),
                  "baseline",
                  Ref.to(Kind.RUN)),
              map("group", Ref.to(Kind.GROUP))),
          sent("completeReview", map("by", "somebody", "label", "good")),
          sent("createDataset", map("name", NEW)),
          sent("createEvaluation", named(launches()).toArray()),
          sent(
              "createFeedbackLink",
              map(
                  "entity_type",
                  "request",
                  "entity_id",
                  Ref.to(Kind.REQUEST),
                  "fields",
                  List.of("notes"))),
          sent("createKey", map("name", "k", "scopes", List.of("read"))),
          sent("createProvider", map("name", NEW, "kind", "simulated")),
          sent("createQueue", named(queues()).toArray()),
          sent("createScorer", SCORER),
          sent("createSkill", SKILL),
          sent("createWorkspace", map("name", NEW)),
          sent("editWorkspace", map("judge", JUDGE)),
          sent("extendReview", SAYS),
          sent(
              "giveFeedback",
              map("entity_type", "request", "entity_id", Ref.to(Kind.REQUEST), "label", "x")),
          sent("giveFeedbackByLink", map("notes", "n")),
          sent(
              "giveLabels",
              map(
                  "scorer",
                  "exact_match",
                  "by",
                  "somebody",
                  "labels",
                  List.of(map("item_id", "item-0", "passed", true)))),
          sent("launchRun", launches().toArray()),
          sent(
              "nameThemes",
              map("dry_run", true, "provider", Ref.to(Kind.PROVIDER), "model", "sim")),
          sent("nextReview", SAYS),
          sent(
              "optimizeRun",
              map("dry_run", true, "provider", Ref.to(Kind.PROVIDER), "model", "sim")),
          sent("patchProvider", map("limits", map("max_concurrency", 3))),
          sent("patchRun", map("label", "changed")),
          sent("previewRun", launches().toArray()),
          sent("previewScorer", map("definition", SCORER, "run", Ref.to(Kind.RUN))),
          sent("pushResults", map("results", List.of(map("item_id", "item-0", "output", "x")))),
          sent("putAsset", "text"),
          sent("putEvaluation", Stream.concat(Stream.of(PUSHED), launches().stream()).toArray()),
          sent("putProvider", map("kind", "simulated")),
          sent("putScorer", without(SCORER)),
          sent("putSetting", map("keep_days", 90)),
          sent("putSkill", without(SKILL)),
          sent("putView", map("view", "runs", "query", map())),
          sent("releaseReview", SAYS),
          sent("reopenReview", SAYS),
          sent(
              "rerun",
              map("dry_run", true, "skill_version", 2),
              map("dry_run", true, "optimize", JUDGE)),
          sent(
              "rescoreRun",
              map("scorers", List.of(Ref.to(Kind.SCORER))),
              map("scorers", List.of(map("id", Ref.to(Kind.SCORER))))),
          sent("shareWorkspace", SHARED),
          sent("skipReview", SAYS),
          sent("startSession", map("token", "as_nobody-has-it")),
          sent("takeExecution", List.of(record())),
          sent("takeOtlp", map("resourceSpans", List.of())),
          sent("takeRequest", List.of(record())),
          sent("testProvider", map("model", "sim")),
          sent("tryOutSetting", map("records", List.of(map("input", "x")))),
          sent("tryScorer", map("output", "x", "expected", "x")),
          sent("updateDataset", map("description", "changed")),
          sent("updateQueue", queues().toArray()),
          sent("uploadDatasetVersion", List.of(map("id", "i", "input", "x"))));

  private Bodies() {}

  private static Map.Entry<String, List<Object>> sent(String operation, Object... bodies) {
    return Map.entry(operation, List.of(bodies));
  }

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
                Ref.to(Kind.PROVIDER, "%s:sim"),
                map("provider", Ref.to(Kind.PROVIDER), "model", "sim", "alias", "a"),
                map("skill", Ref.to(Kind.SKILL), "alias", "b")),
            "scorers",
            List.of(judge(JUDGE)),
            "judge",
            Ref.to(Kind.PROVIDER, "%s:sim")));
    Map<String, Object> inferring = map("traffic", inferring());
    launches.add(map("target", inferring, "scorers", List.of("field_accuracy")));
    launches.add(
        map(
            "targets",
            List.of(
                map("traffic", inferring(), "alias", "a"),
                map("traffic", inferring(), "alias", "b")),
            "scorers",
            List.of("field_accuracy")));
    launches.add(
        map("dataset", inferring, "target", map("push", true), "scorers", List.of("exact_match")));
    launches.add(
        map(
            "dataset",
            map("traffic", SOURCE),
            "target",
            map("push", true),
            "scorers",
            List.of("exact_match")));
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
            Ref.to(Kind.PROVIDER, "%s:sim")));
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
