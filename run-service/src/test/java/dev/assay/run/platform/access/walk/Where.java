package dev.assay.run.platform.access.walk;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the parameters of operations name. A parameter that stands in none of these tables fails the
 * walk, so that a new route says here what could be somebody else's in it.
 */
final class Where {
  /** By where a parameter of a path stands. */
  private static final Map<String, Kind> PATHS =
      Map.ofEntries(
          entry("/v1/assets/{sha256}", Kind.ASSET),
          entry("/v1/datasets/{name}", Kind.DATASET),
          entry("/v1/evaluations/{name}", Kind.EVALUATION),
          entry("/v1/feedback/by-link/{token}", Kind.MARK),
          entry("/v1/feedback/links/{id}", Kind.LINK),
          entry("/v1/feedback/{id}", Kind.FEEDBACK),
          entry("/v1/improvements/{id}", Kind.IMPROVEMENT),
          entry("/v1/keys/{id}", Kind.KEY),
          entry("/v1/passports/{passport}", Kind.PASSPORT),
          entry("/v1/providers/{name}", Kind.PROVIDER),
          entry("/v1/queues/{name}", Kind.QUEUE),
          entry("/v1/queues/{name}/items/{id}", Kind.REVIEW),
          entry("/v1/runs/{id}", Kind.RUN),
          entry("/v1/runs/{id}/labels/{label}", Kind.LABEL),
          entry("/v1/scorers/{id}", Kind.SCORER),
          entry("/v1/skills/{name}", Kind.SKILL),
          entry("/v1/traffic/executions/{id}", Kind.EXECUTION),
          entry("/v1/traffic/requests/{id}", Kind.REQUEST),
          entry("/v1/traffic/traces/{trace_id}", Kind.TRACE),
          entry("/v1/views/{name}", Kind.VIEW),
          entry("/v1/workspaces/{id}", Kind.WORKSPACE));

  /** Operations that need a run of another sort than the others do. */
  private static final Map<String, Kind> SORTS =
      Map.of(
          "forgetThemeNames", Kind.TRAFFIC_RUN,
          "hintsHint", Kind.TRAFFIC_RUN,
          "nameThemes", Kind.TRAFFIC_RUN,
          "optimizeRun", Kind.TRAFFIC_RUN,
          "outcomeOutcome", Kind.TRAFFIC_RUN,
          "pushResults", Kind.PUSHED_RUN,
          "rerun", Kind.TRAFFIC_RUN,
          "tableField", Kind.TRAFFIC_RUN);

  /** Parameters of paths that count within what the path names before them. */
  private static final Set<String> COUNTING = Set.of("n", "version");

  /** What parameters of queries name, of all operations or, with its id in front, of one. */
  private static final Map<String, Ref> QUERIES =
      Map.ofEntries(
          entry("agent", Ref.to(Kind.MARK)),
          entry("alias", Ref.to(Kind.MARK)),
          entry("baseline", Ref.to(Kind.RUN)),
          entry("dataset", Ref.to(Kind.DATASET)),
          entry("domain", Ref.to(Kind.MARK)),
          entry("entity_id", Ref.to(Kind.REQUEST)),
          entry("environment", Ref.to(Kind.MARK)),
          entry("evaluation", Ref.to(Kind.EVALUATION)),
          entry("feature", Ref.to(Kind.MARK)),
          entry("group", Ref.to(Kind.GROUP)),
          entry("id", Ref.to(Kind.SKILL)),
          entry("key_id", Ref.to(Kind.KEY)),
          entry("label", Ref.to(Kind.MARK)),
          entry("listLabels.by", Ref.to(Kind.MARK)),
          entry("model", Ref.to(Kind.MARK)),
          entry("object", Ref.to(Kind.DATASET, "/v1/datasets/%s")),
          entry("other", Ref.to(Kind.OTHER_RUN)),
          entry("provider", Ref.to(Kind.PROVIDER)),
          entry("q", Ref.to(Kind.MARK)),
          entry("run", Ref.to(Kind.TRAFFIC_RUN)),
          entry("runs", Ref.to(Kind.RUN, "%s,{OTHER_RUN}")),
          entry("session", Ref.to(Kind.MARK)),
          entry("skill", Ref.to(Kind.SKILL)),
          entry("tag", Ref.to(Kind.MARK)),
          entry("workspace", Ref.to(Kind.WORKSPACE)));

  /** Parameters of queries that name nothing. */
  private static final Set<String> PLAIN =
      Set.of(
          "action",
          "activity",
          "address",
          "after",
          "agent_version",
          "by",
          "create",
          "cursor",
          "direction",
          "entity_type",
          "examples",
          "expires",
          "feedback",
          "filter",
          "flagged",
          "format",
          "from",
          "history",
          "limit",
          "listDatasetItems.label",
          "listRunItems.label",
          "map",
          "max_score",
          "min_score",
          "on_error",
          "order",
          "outcome",
          "purpose",
          "repeat",
          "scorer",
          "section",
          "signature",
          "since",
          "skill_version",
          "source_type",
          "status",
          "threshold",
          "to",
          "truncated",
          "until",
          "verdict",
          "view");

  /** What has to be asked for an answer, with what the asker has himself. */
  private static final Map<String, Map<String, Object>> NEEDED =
      Map.ofEntries(
          entry("countsSlice", source()),
          entry("deleteSessionExecution", Map.of("session", Ref.to(Kind.MARK))),
          entry("deleteSessionRequest", Map.of("session", Ref.to(Kind.MARK))),
          entry("diffDatasetVersions", Map.of("from", "1", "to", "2")),
          entry("diffSkillVersion", Map.of("from", "1", "to", "2")),
          entry("exportComparison", Map.of("runs", Ref.to(Kind.RUN, "%s,{OTHER_RUN}"))),
          entry("getAgreement", source()),
          entry("getComparison", Map.of("runs", Ref.to(Kind.RUN, "%s,{OTHER_RUN}"))),
          entry("historyHistory", source()),
          entry("listFeedback", Map.of("entity_type", "request")),
          entry("listFlips", Map.of("baseline", Ref.to(Kind.RUN), "other", Ref.to(Kind.OTHER_RUN))),
          entry("search", Map.of("q", Ref.to(Kind.MARK))));

  private Where() {}

  private static Map<String, Object> source() {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("source_type", "skill");
    source.put("id", Ref.to(Kind.SKILL));
    return source;
  }

  /** What a parameter of the path names; null for one that only counts. */
  static Kind path(Operation operation, String parameter) {
    if (COUNTING.contains(parameter)) {
      return null;
    }
    Kind kind = PATHS.get(operation.upTo(parameter));
    if (kind == null) {
      throw new AssertionError(
          "%s: say in Where.PATHS what {%s} names.".formatted(operation, parameter));
    }
    return kind == Kind.RUN ? SORTS.getOrDefault(operation.id(), kind) : kind;
  }

  /** What a parameter of the query names; null for one that names nothing. */
  static Ref query(Operation operation, String parameter) {
    for (String name : List.of(operation.id() + "." + parameter, parameter)) {
      if (PLAIN.contains(name)) {
        return null;
      }
      if (QUERIES.containsKey(name)) {
        return QUERIES.get(name);
      }
    }
    throw new AssertionError(
        "%s: say in Where.QUERIES what ?%s= names, or in Where.PLAIN that it names nothing."
            .formatted(operation, parameter));
  }

  static Map<String, Object> needed(Operation operation) {
    return NEEDED.getOrDefault(operation.id(), Map.of());
  }
}
