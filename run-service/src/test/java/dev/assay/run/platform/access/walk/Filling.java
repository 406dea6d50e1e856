package dev.assay.run.platform.access.walk;

import static dev.assay.run.testing.TestApi.map;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.access.Tokens;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Makes a workspace and, by the API alone, one of each kind of thing in it. */
final class Filling {
  private static final String BY = "somebody";

  private final Web web;
  private final String mark;
  private final Map<Kind, String> things = new EnumMap<>(Kind.class);

  private Filling(Web web, String mark, String workspace) {
    this.web = web;
    this.mark = mark;
    things.put(Kind.WORKSPACE, workspace);
    things.put(Kind.MARK, mark);
  }

  /** A workspace with nothing in it. */
  static Things empty() {
    return made(Kind.mark()).known();
  }

  /** A workspace with a provider in it, and names of things that nobody has. */
  static Things scratch() {
    Map<Kind, String> nothing = new EnumMap<>(Things.nowhere().of());
    Things empty = empty();
    nothing.put(Kind.WORKSPACE, empty.called(Kind.WORKSPACE));
    // A skill is made for a provider that is there.
    empty
        .admin()
        .ask("POST", "/v1/providers", map("name", nothing.get(Kind.PROVIDER), "kind", "simulated"))
        .well();
    return new Things(empty.mark(), empty.admin(), nothing);
  }

  /** A workspace that has everything; a worker and scoring must be there. */
  static Things whole() {
    Filling filling = made(Kind.mark());
    filling.library();
    filling.production();
    filling.runs();
    return filling.known();
  }

  private static Filling made(String mark) {
    JsonNode made =
        Web.with(RunServiceResources.ADMIN_KEY)
            .ask("POST", "/v1/workspaces", map("name", mark))
            .well()
            .json();
    return new Filling(Web.with(made.get("key").asText()), mark, made.get("id").asText());
  }

  private Things known() {
    return new Things(mark, web, things);
  }

  private String name(Kind kind) {
    return things.computeIfAbsent(kind, it -> it.in(mark));
  }

  private JsonNode post(String address, Object body) {
    return web.ask("POST", address, body).well().json();
  }

  private JsonNode put(String address, Object body) {
    return web.ask("PUT", address, body).well().json();
  }

  private String first(String list) {
    return web.get(list).well().json().at("/data/0/id").asText();
  }

  private void library() {
    JsonNode key = post("/v1/keys", map("name", mark, "scopes", List.of("read")));
    things.put(Kind.KEY, key.get("id").asText());
    // Denied, which the log of changes tells of the key.
    Web.with(key.get("key").asText()).ask("DELETE", "/v1/cache", null);
    post("/v1/providers", map("name", name(Kind.PROVIDER), "kind", "simulated"));
    String asset = "an image of " + mark;
    things.put(Kind.ASSET, HexFormat.of().formatHex(Tokens.sha256(asset)));
    web.ask("PUT", "/v1/assets/" + name(Kind.ASSET), "text/plain", asset).well();
    post(
        "/v1/datasets",
        map("name", name(Kind.DATASET), "description", mark, "tags", List.of(mark)));
    for (int items = 1; items <= 2; items++) {
      post("/v1/datasets/" + name(Kind.DATASET) + "/versions", items(items));
    }
    post(
        "/v1/scorers",
        map(
            "name",
            name(Kind.SCORER),
            "kind",
            "expression",
            "description",
            mark,
            "params",
            map("expression", "same")));
    for (String system : List.of("Answer " + mark, "Answer well " + mark)) {
      put("/v1/skills/" + name(Kind.SKILL), skill(system));
    }
    put("/v1/views/" + name(Kind.VIEW), map("view", "runs", "query", map("tag", mark)));
    put("/v1/traffic/settings", map("redact", List.of(map("pattern", mark + "secret"))));
  }

  private Map<String, Object> skill(String system) {
    return map(
        "prompt",
        map("system", system, "user", "{{input}}"),
        "description",
        mark,
        "model",
        map("provider", name(Kind.PROVIDER), "model", "sim"));
  }

  private List<Map<String, Object>> items(int count) {
    return Lab.items(count).stream()
        .map(item -> map("id", item.get("id"), "input", mark + item.get("id"), "expected", mark))
        .toList();
  }

  /** What the workspace's applications reported, and what people said of it. */
  private void production() {
    post("/v1/traffic/requests", List.of(record(Kind.REQUEST, "skill", name(Kind.SKILL))));
    post("/v1/traffic/executions", List.of(record(Kind.EXECUTION, "agent", mark)));
    things.put(Kind.TRACE, Kind.TRACE.nowhere());
    web.ask("POST", "/v1/otlp/v1/traces", Spans.one(name(Kind.TRACE), mark)).well();
    post(
        "/v1/feedback",
        map(
            "entity_type",
            "request",
            "entity_id",
            name(Kind.REQUEST),
            "response",
            map("total", 2),
            "notes",
            mark));
    things.put(Kind.FEEDBACK, first("/v1/feedback?limit=1"));
    JsonNode link =
        post(
            "/v1/feedback/links",
            map(
                "entity_type",
                "request",
                "entity_id",
                name(Kind.REQUEST),
                "by",
                mark,
                "fields",
                List.of("notes")));
    things.put(Kind.LINK, link.get("id").asText());
    post(
        "/v1/queues",
        map("name", name(Kind.QUEUE), "description", mark, "rule", map("kind", "all")));
    web.ask("POST", "/v1/queues/" + name(Kind.QUEUE) + "/fill", null).well();
    things.put(
        Kind.REVIEW,
        post("/v1/queues/" + name(Kind.QUEUE) + "/next", map("by", BY)).at("/item/id").asText());
  }

  private Map<String, Object> record(Kind kind, String whose, String name) {
    Map<String, Object> record =
        map(
            "id",
            name(kind),
            "input",
            "a document of " + mark,
            "response",
            map("total", 1),
            "domain",
            mark,
            "feature",
            mark,
            "session",
            mark,
            "environment",
            mark,
            "model",
            mark);
    record.put(whose, name);
    return record;
  }

  private void runs() {
    Map<String, Object> launch =
        map(
            "name",
            mark,
            "tags",
            List.of(mark),
            "label",
            mark,
            "cache",
            "read_write",
            "dataset",
            name(Kind.DATASET),
            "target",
            name(Kind.PROVIDER) + ":sim",
            "scorers",
            List.of("exact_match", judge()));
    Map<String, Object> evaluation = map();
    evaluation.putAll(launch);
    evaluation.put("name", name(Kind.EVALUATION));
    post("/v1/evaluations", evaluation);
    things.put(Kind.RUN, launched(map("evaluation", name(Kind.EVALUATION), "alias", mark)));
    launch.remove("target");
    launch.put(
        "targets",
        List.of(
            name(Kind.PROVIDER) + ":" + mark, map("skill", name(Kind.SKILL), "alias", "skilled")));
    JsonNode group = post("/v1/runs", launch);
    things.put(Kind.GROUP, group.get("group").asText());
    things.put(Kind.OTHER_RUN, group.at("/runs/0/id").asText());
    launch.remove("targets");
    launch.put("target", map("push", true));
    launch.put("scorers", List.of("exact_match"));
    things.put(Kind.PUSHED_RUN, post("/v1/runs", launch).get("id").asText());
    things.put(
        Kind.TRAFFIC_RUN,
        launched(
            map(
                "name",
                mark,
                "target",
                map("traffic", map("source_type", "skill", "id", name(Kind.SKILL))),
                "scorers",
                List.of("field_accuracy"))));
    awaitEnd(name(Kind.RUN));
    awaitEnd(name(Kind.TRAFFIC_RUN));
    group.get("runs").forEach(run -> awaitEnd(run.get("id").asText()));
    things.put(
        Kind.IMPROVEMENT,
        post(
                "/v1/runs/" + name(Kind.TRAFFIC_RUN) + "/optimize",
                map("provider", name(Kind.PROVIDER), "model", "sim"))
            .get("id")
            .asText());
    labels();
    await()
        .atMost(Web.LONG)
        .until(
            () ->
                web.get("/v1/improvements/" + name(Kind.IMPROVEMENT))
                    .well()
                    .json()
                    .hasNonNull("finished_at"));
  }

  private Map<String, Object> judge() {
    return map(
        "id",
        "llm_judge",
        "key",
        "judged",
        "criteria",
        "Is it " + mark + "?",
        "threshold",
        0.5,
        "judge",
        map("provider", name(Kind.PROVIDER), "model", mark));
  }

  private void labels() {
    String labels = "/v1/runs/" + name(Kind.RUN) + "/labels";
    post(
        labels,
        map(
            "scorer",
            "judged",
            "by",
            mark,
            "labels",
            List.of(map("item_id", "item-0", "passed", true, "note", mark))));
    things.put(Kind.LABEL, first(labels));
    things.put(
        Kind.PASSPORT, web.get("/v1/passports").well().json().at("/data/0/passport").asText());
  }

  private String launched(Map<String, Object> launch) {
    return post("/v1/runs", launch).get("id").asText();
  }

  private void awaitEnd(String run) {
    await()
        .atMost(Web.LONG)
        .until(
            () ->
                RunStatus.of(web.get("/v1/runs/" + run).well().json().get("status").asText())
                    .isTerminal());
  }
}
