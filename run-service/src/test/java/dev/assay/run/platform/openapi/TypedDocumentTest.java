package dev.assay.run.platform.openapi;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.servedDocument;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.testing.TestApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The document is good enough to make a client from. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class TypedDocumentTest {
  /** What people and models send may be any JSON; nothing else may. */
  private static final Set<String> ANY =
      Set.of(
          "Feedback.response",
          "FeedbackByLink.response",
          "FeedbackInput.response",
          "FieldExample.actual",
          "FieldExample.expected",
          "Flip.expected",
          "Flip.input",
          "FlipSide.output",
          "Item.context",
          "Item.expected",
          "Item.input",
          "PromptMessage.content",
          "PushedResult.output",
          "ReviewVerdict.response",
          "RunAnswer.logprobs",
          "RunAnswer.output",
          "RunItemBody.context",
          "RunItemBody.expected",
          "RunItemBody.input",
          "RunItemSpan.expected",
          "RunItemSpan.input",
          "RunItemSpan.output",
          "ScorerTrial.expected",
          "ScorerTrial.input",
          "ScorerTrial.output",
          "SpanNode.input",
          "SpanNode.output",
          "ToolCall.arguments",
          "Traffic.input",
          "Traffic.response",
          "TrafficRecord.input",
          "TrafficRecord.response");

  private static final Path LANDED = Path.of("../system-tests/src/test/resources/landed/said.json");

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private JsonNode document;

  @BeforeEach
  void read() throws IOException {
    document = Json.mapper().readTree(servedDocument());
  }

  @AfterEach
  void end() {
    lab.quiet();
  }

  @Test
  void shouldNameOperationsByVerbs() {
    // When
    List<String> names = document.path("paths").findValuesAsText("operationId");

    // Then
    assertThat(names)
        .doesNotHaveDuplicates()
        .contains("launchRun", "listRuns", "getRun", "cancelRun", "uploadDatasetVersion")
        .allSatisfy(name -> assertThat(name).matches("[a-z]+([A-Z][a-z]+)*").hasSizeLessThan(30));
  }

  /** A generated client has a class for each: two that differ in case only would be one file. */
  @Test
  void shouldPutOperationsUnderOneNameEach() {
    // When
    Set<String> names = new TreeSet<>();
    document
        .path("paths")
        .findValues("tags")
        .forEach(tags -> tags.forEach(tag -> names.add(tag.asText())));

    // Then
    assertThat(names)
        .contains("Runs", "Datasets")
        .allSatisfy(name -> assertThat(name).matches("[A-Z][a-z]+( [a-z]+)*"));
  }

  /** Of these things generators make clients that do not work. */
  @Test
  void shouldHoldNothingThatGeneratorsStumbleOver() {
    JsonNode schemas = document.at("/components/schemas");
    // An answer has one form: of two objects that leave unknown fields aside both fit
    document
        .path("paths")
        .findValues("responses")
        .forEach(answers -> assertThat(answers.findValues("oneOf")).as("%s", answers).isEmpty());
    // What may be null of several forms says so itself
    document
        .findValues("anyOf")
        .forEach(
            forms ->
                forms.forEach(
                    form -> {
                      String name = form.path("$ref").asText().replaceFirst(".*/", "");
                      assertThat(schemas.path(name).has("oneOf")).as(name).isFalse();
                    }));
    // A word among several forms is a text: with a type of its own it does not compile
    schemas
        .findValues("oneOf")
        .forEach(
            forms ->
                forms.forEach(
                    form -> {
                      String name = form.path("$ref").asText().replaceFirst(".*/", "");
                      assertThat(schemas.path(name).has("enum")).as(name).isFalse();
                    }));
    // JSON that is uploaded is JSON, and text is text: bytes would be sent as a file's name
    JsonNode upload =
        document.path("paths").path("/v1/datasets/{name}/versions").at("/post/requestBody/content");
    assertThat(upload.at("/application~1json/schema/type").asText()).isEqualTo("array");
    assertThat(upload.at("/text~1csv/schema").toString()).isEqualTo("{\"type\":\"string\"}");
    // And there is no schema that nothing refers to
    Set<String> used = new TreeSet<>();
    document
        .findValuesAsText("$ref")
        .forEach(ref -> used.add(ref.substring(ref.lastIndexOf('/') + 1)));
    schemas.fieldNames().forEachRemaining(name -> assertThat(used).contains(name));
  }

  @Test
  void shouldLeaveOnlyWhatPeopleAndModelsSendUntyped() {
    // When
    Set<String> untyped = new TreeSet<>();
    document
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("properties")
                    .properties()
                    .forEach(
                        field -> {
                          if (isAny(field.getValue())) {
                            untyped.add(schema.getKey() + "." + field.getKey());
                          }
                        }));

    // Then
    assertThat(untyped).containsExactlyInAnyOrderElementsOf(ANY);
  }

  private static boolean isAny(JsonNode schema) {
    boolean toAny = false;
    for (JsonNode one : schema.path("anyOf")) {
      toAny |= isAny(one);
    }
    return toAny
        || schema.path("$ref").asText().endsWith("/JsonNode")
        || !(schema.has("type")
            || schema.has("$ref")
            || schema.has("anyOf")
            || schema.has("oneOf")
            || schema.has("enum"));
  }

  @Test
  void shouldSayWhatAnswersAlwaysHave() {
    assertThat(required("Run")).contains("id", "name", "status", "verdict", "counts", "warnings");
    assertThat(required("PageRunView")).containsExactlyInAnyOrder("data", "next_cursor");
    assertThat(required("RunItem")).contains("n", "status").doesNotContain("output", "error");
    assertThat(schema("Run").at("/properties/id").has("anyOf")).isFalse();
    assertThat(schema("Run").at("/properties/verdict/anyOf").toString())
        .contains("/Verdict\"", "\"null\"");
    // A request needs what must be given, and nothing else.
    assertThat(required("Launch")).isEmpty();
    assertThat(required("NewDataset")).containsExactly("name");
  }

  private JsonNode schema(String name) {
    JsonNode schema = document.at("/components/schemas").path(name);
    assertThat(schema.isObject()).as(name).isTrue();
    return schema;
  }

  private List<String> required(String name) {
    List<String> required = new ArrayList<>();
    schema(name).path("required").forEach(field -> required.add(field.asText()));
    return required;
  }

  @Test
  void shouldServeFilesAsBytes() {
    for (String path :
        List.of(
            "/v1/runs/{id}/export",
            "/v1/comparisons/export",
            "/v1/assets/{sha256}",
            "/v1/datasets/{name}/versions/{version}/export")) {
      JsonNode file =
          document
              .path("paths")
              .path(path)
              .at("/get/responses/200/content")
              .elements()
              .next()
              .path("schema");
      assertThat(file.toString()).as(path).isEqualTo("{\"type\":\"string\",\"format\":\"binary\"}");
    }
  }

  /** What the examples show is taken, in this order, by a server that has nothing yet. */
  @Test
  void shouldTakeItsExamples() {
    // Given the dataset that they are about
    String name = TestApi.unique("capitals");
    asAdmin().body(example("NewDataset", 0, name)).post("/v1/datasets").then().statusCode(201);
    asAdmin()
        .contentType("application/x-ndjson")
        .body("{\"input\":\"France?\",\"expected\":\"Paris\"}".getBytes(StandardCharsets.UTF_8))
        .post("/v1/datasets/{name}/versions", name)
        .then()
        .statusCode(201);
    for (int i = 0; i < schema("ProviderInput").path("examples").size(); i++) {
      ObjectNode provider = example("ProviderInput", i, name);
      provider.put("name", TestApi.unique("provider"));
      asAdmin().body(provider).post("/v1/providers").then().statusCode(201);
    }

    // When the definition is saved, and launched both ways
    ObjectNode definition = example("Launch", 1, name);
    asAdmin().body(definition).put("/v1/evaluations/{name}", name).then().statusCode(201);

    // Then
    asAdmin().body(definition).post("/v1/runs").then().statusCode(201);
    asAdmin().body(example("Launch", 0, name)).post("/v1/runs").then().statusCode(201);
  }

  /** With its own names for what the examples call capitals. */
  private ObjectNode example(String schema, int i, String name) {
    JsonNode example = schema(schema).path("examples").path(i);
    assertThat(example.isObject()).as(schema + " has an example, as JSON").isTrue();
    ObjectNode own = example.deepCopy();
    if (own.path("name").asText().equals("capitals")) {
      own.put("name", name);
    }
    if (own.has("evaluation")) {
      own.put("evaluation", name);
    }
    if (own.has("dataset")) {
      ((ObjectNode) own.get("dataset")).put("name", name);
    }
    return own;
  }

  /** What a build before this one stored is served as it was. */
  @Test
  void shouldDescribeWhatWasStoredBefore() throws IOException {
    // Given the runs of the landed home, as the build that made them showed them
    JsonNode said = Json.mapper().readTree(LANDED.toFile());
    List<String> faults = new ArrayList<>();
    int summaries = 0;
    for (Map.Entry<String, JsonNode> answer : said.properties()) {
      JsonNode run = answer.getValue();
      if (answer.getKey().matches("/v1/runs/[^/?]+") && run.path("summary").isObject()) {
        summaries++;
        faults.addAll(Shapes.faults(document, "Summary", run.get("summary")));
        run.path("criteria")
            .forEach(one -> faults.addAll(Shapes.faults(document, "CriterionResult", one)));
        faults.addAll(stored("SelfTest", run.path("self_test")));
        faults.addAll(stored("StarMetricResult", run.path("star_metric_result")));
        faults.addAll(stored("Stop", run.path("stopped")));
      }
    }

    // Then
    assertThat(summaries).isPositive();
    assertThat(faults).isEmpty();
  }

  private List<String> stored(String schema, JsonNode value) {
    return value.isObject() ? Shapes.faults(document, schema, value) : List.of();
  }

  /** Everything that a run of every kind of criterion serves is in the schema, and nothing else. */
  @Test
  void shouldDescribeEveryFieldOfAFinishedRun() {
    // Given answers that pass, fail and err, under a gate, a star metric and a budget
    Map<String, Object> launch = Lab.launchOf(6);
    launch.put(
        "gate",
        Map.of(
            "criteria",
            List.of(
                Map.of("type", "pass_rate", "min", 0.5),
                Map.of("type", "mean_score", "scorer", "exact_match", "max", 1, "label", "m")),
            "require_confidence",
            false));
    launch.put("star_metric", Map.of("scorer", "exact_match", "threshold", 0.5));
    launch.put("budget", Map.of("max_tokens", 1_000_000));
    launch.put("early_stop", "certain");
    launch.put("repeats", 2);
    launch.put("metadata", Map.of("commit", "abc"));

    // When
    var id = lab.launch(launch);
    lab.awaitEnd(id);

    // Then
    assertThat(Shapes.faults(document, "Run", asAdmin().get("/v1/runs/{id}", id))).isEmpty();
    for (Map.Entry<String, String> part :
        Map.of(
                "RunSummary", "summary",
                "RunMap", "map",
                "RunDistributions", "distributions",
                "ComparableRuns", "comparable",
                "PageItemSummary", "items")
            .entrySet()) {
      assertThat(
              Shapes.faults(
                  document,
                  part.getKey(),
                  asAdmin().get("/v1/runs/{id}/{part}", id, part.getValue())))
          .as(part.getValue())
          .isEmpty();
    }
    assertThat(Shapes.faults(document, "RunFacets", asAdmin().get("/v1/runs/facets"))).isEmpty();
    assertThat(Shapes.faults(document, "SearchResult", asAdmin().get("/v1/search?q=item")))
        .isEmpty();
    assertThat(Shapes.faults(document, "PageSavedView", asAdmin().get("/v1/views"))).isEmpty();
    assertThat(Shapes.faults(document, "RunItemDetail", asAdmin().get("/v1/runs/{id}/items/1", id)))
        .isEmpty();
    assertThat(
            Shapes.faults(document, "RunPreview", asAdmin().body(launch).post("/v1/runs/preview")))
        .isEmpty();
  }
}
