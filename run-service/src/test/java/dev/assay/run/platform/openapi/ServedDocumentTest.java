package dev.assay.run.platform.openapi;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.servedDocument;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import dev.assay.common.json.Json;
import dev.assay.common.testing.HouseRules;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Method;
import io.restassured.response.Response;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document is the server's: what it says can be sent, and what comes is as it says. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ServedDocumentTest {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private JsonNode document;
  // All at once: one fault of the document must not hide the next.
  private final Set<String> faults = new TreeSet<>();

  @BeforeEach
  void read() throws IOException {
    document = Json.mapper().readTree(servedDocument());
  }

  @Test
  void shouldHaveEveryRouteOfTheServerAndNoOther() {
    // When
    Set<String> written = new TreeSet<>(operations().keySet());

    // Then
    assertThat(written).isEqualTo(new TreeSet<>(routes().keySet()));
  }

  @Test
  void shouldNameEveryFieldAsTheServerTakesIt() {
    // When
    List<String> wrong = new ArrayList<>();
    document
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("properties")
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          if (!name.matches("[a-z][a-z0-9_]*")) {
                            wrong.add(schema.getKey() + "." + name);
                          }
                        }));

    // Then
    assertThat(wrong).isEmpty();
  }

  @Test
  void shouldLeaveNoReferenceAndNoSchemeUndefined() {
    // Given
    JsonNode schemas = document.at("/components/schemas");
    JsonNode schemes = document.at("/components/securitySchemes");

    // Then
    assertThat(document.findValuesAsText("$ref"))
        .allSatisfy(
            ref -> assertThat(document.at(ref.substring(1)).isMissingNode()).as(ref).isFalse());
    assertThat(schemas.size()).isGreaterThan(50);
    assertThat(schemes.path("api_key").path("scheme").asText()).isEqualTo("bearer");
    Map<String, JavaMethod> routes = routes();
    operations()
        .forEach(
            (route, operation) -> {
              List<String> used = new ArrayList<>();
              operation.path("security").forEach(s -> s.fieldNames().forEachRemaining(used::add));
              boolean open = routes.get(route).isAnnotatedWith(PermitAll.class);
              assertThat(used).as(route).hasSize(open ? 0 : 2);
              assertThat(used).allSatisfy(scheme -> assertThat(schemes.has(scheme)).isTrue());
            });
  }

  @Test
  void shouldSayWhatEveryRouteAnswers() {
    // When
    List<String> silent = new ArrayList<>();
    Set<String> ids = new TreeSet<>();
    operations()
        .forEach(
            (route, operation) -> {
              boolean told = false;
              for (Map.Entry<String, JsonNode> r : operation.path("responses").properties()) {
                JsonNode content = r.getValue().path("content");
                boolean schema =
                    !content.isEmpty()
                        && content.elements().next().path("schema").isObject()
                        && !content.elements().next().path("schema").isEmpty();
                told |= r.getKey().startsWith("2") && (r.getKey().equals("204") || schema);
              }
              if (!told || !operation.at("/responses/default").isObject()) {
                silent.add(route + " " + operation.path("responses"));
              }
              ids.add(operation.path("operationId").asText());
            });

    // Then
    assertThat(silent).isEmpty();
    assertThat(ids).hasSize(operations().size()).doesNotContain("");
  }

  @Test
  void shouldSpellStatusesAsTheServerDoes() {
    assertThat(document.at("/components/schemas/RunStatus/enum").toString())
        .contains("\"running_dataset\"")
        .contains("\"partially_successful\"");
    document
        .at("/components/schemas")
        .properties()
        .forEach(
            schema ->
                schema
                    .getValue()
                    .path("enum")
                    .forEach(
                        value ->
                            assertThat(value.asText())
                                .as(schema.getKey())
                                .matches(
                                    schema.getKey().equals("ErrorCode")
                                        ? "[A-Z0-9_]+"
                                        : "[a-z0-9_]+")));
  }

  /** A client that knows nothing but the document does the main job. */
  @Test
  void shouldDriveTheMainJobByTheDocumentAlone() {
    // Given a dataset with items
    String name = "documented-" + System.nanoTime();
    call("post", "/v1/datasets", Map.of(), Map.of("name", name, "description", "by the book"));
    Response upload =
        asAdmin()
            .contentType("application/x-ndjson")
            .body(
                ("{\"input\":\"1+1\",\"expected\":\"2\"}\n"
                        + "{\"input\":\"2+2\",\"expected\":\"4\"}\n")
                    .getBytes(StandardCharsets.UTF_8))
            .post("/v1/datasets/{name}/versions", name);
    validate("post", "/v1/datasets/{name}/versions", upload);

    // and an evaluation of it
    Map<String, Object> evaluation =
        Map.of(
            "name", name,
            "target", Map.of("provider", "simulated", "model", "sim"),
            "dataset", Map.of("name", name),
            "scorers", List.of(Map.of("id", "exact_match", "threshold", 1)),
            "gate", List.of(Map.of("type", "pass_rate", "min", 0.5)),
            "star_metric", Map.of("scorer", "exact_match", "threshold", 0.5),
            "fail_fast", Map.of("error_rate", 0.5, "after", 10),
            "policy", Map.of("max_attempts", 2, "attempt_timeout_ms", 5000));
    call("post", "/v1/evaluations", Map.of(), evaluation);

    Map<String, Object> skill =
        Map.of(
            "name", name,
            "prompt", Map.of("system", "s", "user", "{{input}}"),
            "output_schema", Map.of("type", "object"),
            "model", Map.of("provider", "simulated", "model", "sim"));
    call("post", "/v1/skills", Map.of(), skill);

    // When it is launched and waited for
    JsonNode run =
        call("post", "/v1/runs", Map.of(), Map.of("evaluation", name, "label", "documented"));
    Map<String, Object> id = Map.of("id", run.get("id").asText());
    await()
        .atMost(Lab.LONG)
        .until(
            () ->
                lab.show(UUID.fromString(id.get("id").toString()))
                    .getString("status")
                    .equals("successful"));

    call("get", "/v1/runs/{id}", id, null);

    // Then everything that can be read of it is as the document says
    assertThat(call("get", "/v1/runs/{id}/summary", id, null).path("verdict").asText())
        .isEqualTo("pass");
    JsonNode items = call("get", "/v1/runs/{id}/items", id, null);
    assertThat(items.path("data")).hasSize(2);
    call("get", "/v1/runs/{id}/items/{n}", Map.of("id", run.get("id").asText(), "n", 1), null);
    call("get", "/v1/runs/{id}/passports", id, null);
    call("get", "/v1/runs/{id}/labels", id, null);
    call("patch", "/v1/runs/{id}", id, Map.of("pinned", true, "tags", List.of("kept")));
    call("post", "/v1/runs/{id}/rescore", id, Map.of());
    lab.awaitEnd(UUID.fromString(run.get("id").asText()));
    JsonNode again = call("post", "/v1/runs/{id}/rerun", id, null);
    lab.awaitEnd(UUID.fromString(again.path("id").asText()));
    for (String list :
        List.of(
            "/v1/runs",
            "/v1/datasets",
            "/v1/evaluations",
            "/v1/providers",
            "/v1/scorers",
            "/v1/skills",
            "/v1/keys",
            "/v1/workspaces",
            "/v1/session",
            "/v1/prices",
            "/v1/passports",
            "/q/info")) {
      call("get", list, Map.of(), null);
    }
    call("get", "/v1/datasets/{name}/versions", Map.of("name", name), null);
    call("get", "/v1/datasets/{name}", Map.of("name", name), null);
    call("get", "/v1/evaluations/{name}", Map.of("name", name), null);
    call("get", "/v1/skills/{name}", Map.of("name", name), null);
    call("get", "/v1/providers/{name}", Map.of("name", "simulated"), null);
    call("get", "/v1/scorers/{id}", Map.of("id", "exact_match"), null);
    Response refused = asAdmin().body(Map.of("nme", 1)).post("/v1/datasets");
    assertThat(refused.statusCode()).isGreaterThanOrEqualTo(400);
    validate("post", "/v1/datasets", refused);
    call("delete", "/v1/runs/{id}", id, null);
    assertThat(faults).isEmpty();
  }

  private void note(String where, String what) {
    faults.add(where + ": " + what);
  }

  private JsonNode call(String method, String path, Map<String, Object> in, Object body) {
    JsonNode operation = document.path("paths").path(path).path(method);
    assertThat(operation.isObject()).as(method + " " + path).isTrue();
    if (body != null) {
      JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
      wrong(schema, Json.mapper().valueToTree(body)).forEach(w -> note("body of " + path, w));
    }
    var request = asAdmin();
    if (body != null) {
      request.body(body);
    }
    Response response =
        request.pathParams(in).request(Method.valueOf(method.toUpperCase(Locale.ROOT)), path);
    if (response.statusCode() >= 300) {
      note(method + " " + path, response.asString());
      return Json.mapper().createObjectNode();
    }
    return validate(method, path, response);
  }

  private JsonNode validate(String method, String path, Response response) {
    JsonNode responses = document.path("paths").path(path).path(method).path("responses");
    String status = Integer.toString(response.statusCode());
    JsonNode said =
        response.statusCode() < 300 ? responses.path(status) : responses.path("default");
    if (!said.isObject()) {
      note(method + " " + path, "is not said to answer " + status);
    }
    if (response.statusCode() == 204) {
      return null;
    }
    JsonNode body = response.as(JsonNode.class);
    JsonNode schema = said.path("content").elements().next().path("schema");
    wrong(schema, body).forEach(w -> note(method + " " + path, w));
    return body;
  }

  private List<String> wrong(JsonNode schema, JsonNode value) {
    return Shapes.faults(document, schema, value);
  }

  private Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation -> {
                          if (METHODS.contains(operation.getKey())) {
                            operations.put(
                                operation.getKey() + " " + path.getKey(), operation.getValue());
                          }
                        }));
    return operations;
  }

  private static Map<String, JavaMethod> routes() {
    Map<String, JavaMethod> routes = new TreeMap<>();
    for (JavaClass type : HouseRules.shipped("dev.assay.run")) {
      if (type.isAnnotatedWith(Path.class)) {
        for (JavaMethod method : type.getMethods()) {
          for (JavaAnnotation<?> annotation : method.getAnnotations()) {
            if (annotation.getRawType().isAnnotatedWith(HttpMethod.class)) {
              String path = type.getAnnotationOfType(Path.class).value();
              if (method.isAnnotatedWith(Path.class)) {
                path += "/" + method.getAnnotationOfType(Path.class).value().replaceFirst("^/", "");
              }
              String verb = annotation.getRawType().getSimpleName().toLowerCase(Locale.ROOT);
              routes.put(verb + " " + path.replaceAll("\\{(\\w+):[^}]*\\}", "{$1}"), method);
            }
          }
        }
      }
    }
    return routes;
  }
}
