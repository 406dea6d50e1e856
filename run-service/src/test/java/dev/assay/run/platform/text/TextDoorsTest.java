package dev.assay.run.platform.text;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static dev.assay.run.testing.TestApi.unique;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameter;
import dev.assay.common.testing.HouseRules;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No door takes text that cannot be stored, whatever it is called and wherever it stands. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class TextDoorsTest {
  private static final String NUL = "a\u0000b";
  private static final String ID = "01900000-0000-7000-8000-000000000000";

  @Beside FakeScoring scoring;

  private record Route(String verb, String path, boolean json) {
    @Override
    public String toString() {
      return verb + " " + path;
    }
  }

  private static List<Route> routes() {
    return HouseRules.shipped("dev.assay.run").stream()
        .filter(type -> type.isAnnotatedWith(Path.class))
        .flatMap(type -> type.getMethods().stream())
        .flatMap(method -> verb(method).map(verb -> route(method, verb)).stream())
        .toList();
  }

  private static Optional<String> verb(JavaMethod method) {
    return method.getAnnotations().stream()
        .filter(a -> a.getRawType().isAnnotatedWith(HttpMethod.class))
        .map(a -> a.getRawType().getSimpleName())
        .findFirst();
  }

  private static Route route(JavaMethod method, String verb) {
    String base = method.getOwner().getAnnotationOfType(Path.class).value();
    String own =
        method.isAnnotatedWith(Path.class) ? method.getAnnotationOfType(Path.class).value() : "";
    String path = (base + "/" + own).replaceAll("//+", "/").replaceAll("/$", "");
    boolean body =
        method.getParameters().stream().anyMatch(TextDoorsTest::isBody)
            && takesJson(method)
            && !verb.equals("GET");
    return new Route(verb, path, body);
  }

  private static boolean takesJson(JavaMethod method) {
    return !method.isAnnotatedWith(Consumes.class)
        || List.of(method.getAnnotationOfType(Consumes.class).value()).contains("application/json");
  }

  /** What is read as a stream, line by line, is looked at below. */
  private static boolean isBody(JavaParameter parameter) {
    return !parameter.getRawType().isEquivalentTo(InputStream.class)
        && parameter.getAnnotations().stream()
            .noneMatch(a -> a.getRawType().getPackageName().startsWith("jakarta.ws.rs"));
  }

  private static String filled(String path, String value) {
    return path.replaceAll("\\{[^}]*\\}", value);
  }

  static Stream<Arguments> bodies() {
    return routes().stream().filter(Route::json).map(Arguments::of);
  }

  static Stream<Arguments> all() {
    return routes().stream().map(Arguments::of);
  }

  private static RequestSpecification admin() {
    return asAdmin().urlEncodingEnabled(false);
  }

  @Test
  void shouldKnowTheRoutes() {
    assertThat(bodies().count()).isGreaterThan(15);
    assertThat(all().count()).isGreaterThan(60);
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void shouldRefuseANameInABody(Route route) {
    admin()
        .body("{\"\\u0000\": 1}")
        .request(route.verb(), filled(route.path(), ID))
        .then()
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"))
        .body("detail", containsString("NUL"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldRefuseAParameterAndAPath(Route route) {
    admin()
        .request(route.verb(), filled(route.path(), ID) + "?limit=%00")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("limit"));
    if (route.path().contains("{")) {
      admin()
          .request(route.verb(), filled(route.path(), "x%00"))
          .then()
          .statusCode(422)
          .body("violations.field", hasItem("path"));
    }
  }

  static Stream<Arguments> fields() {
    return Stream.of(
        Arguments.of("name", NUL, "name"),
        Arguments.of("alias", NUL, "alias"),
        Arguments.of("label", "\uD800", "label"),
        Arguments.of("trigger", NUL, "trigger"),
        Arguments.of("description", NUL, "description"),
        Arguments.of("tags", List.of("ok", NUL), "tags[1]"),
        Arguments.of("metadata", map("k", map("deep", NUL)), "metadata.k.deep"),
        Arguments.of("target", map("provider", "simulated", "model", NUL), "target.model"),
        Arguments.of("target", "simulated:" + NUL, "target"),
        Arguments.of(
            "target",
            map("provider", "simulated", "model", "m", "prompt", map("user", NUL)),
            "target.prompt.user"),
        Arguments.of(
            "target",
            map("provider", "simulated", "model", "m", "params", map("stop", List.of(NUL))),
            "target.params.stop[0]"),
        Arguments.of("scorers", List.of(map("id", "exact_match", "key", NUL)), "scorers[0].key"),
        Arguments.of(
            "gate", List.of(map("type", "pass_rate", "min", 0.5, "label", NUL)), "gate[0].label"),
        Arguments.of("star_metric", map("scorer", NUL, "threshold", 0.5), "star_metric.scorer"),
        Arguments.of("dataset", NUL, "dataset"),
        Arguments.of(
            "dataset",
            map("items", List.of(map("input", map("a", NUL)))),
            "dataset.items[0].input.a"),
        Arguments.of(
            "dataset", map("items", List.of(map("input", "q", "id", NUL))), "dataset.items[0].id"));
  }

  @ParameterizedTest(name = "{0} at {2}")
  @MethodSource("fields")
  void shouldRefuseALaunchByItsField(String field, Object value, String at) {
    // Given
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put(field, value);

    // When / Then
    for (String path : List.of("/v1/runs", "/v1/runs/preview", "/v1/evaluations")) {
      asAdmin()
          .body(launch)
          .post(path)
          .then()
          .statusCode(422)
          .body("code", equalTo("VALIDATION_FAILED"))
          .body("violations.field", hasItem(at));
    }
  }

  @Test
  void shouldRefuseItemsOfAnUpload() {
    for (String body :
        List.of(
            "{\"input\":\"a\\u0000\"}\n",
            "{\"input\":\"q\",\"extra\":{\"x\":\"\\u0000\"}}\n",
            "{\"input\":\"q\",\"section\":\"\\u0000\"}\n",
            "{\"input\":\"\\ud800\"}\n")) {
      asAdmin()
          .contentType("application/x-ndjson")
          .body(body.getBytes(UTF_8))
          .post("/v1/datasets/" + dataset() + "/versions")
          .then()
          .statusCode(422)
          .body("code", equalTo("BAD_LINES"));
    }
    asAdmin()
        .contentType("text/csv")
        .body("input,topic\nq,\"a\u0000b\"\n".getBytes(UTF_8))
        .post("/v1/datasets/" + dataset() + "/versions")
        .then()
        .statusCode(422);
  }

  private static String dataset() {
    String name = unique("doors");
    asAdmin().body(map("name", name)).post("/v1/datasets").then().statusCode(201);
    return name;
  }

  @Test
  void shouldRefuseOptionsOfAProvider() {
    asAdmin()
        .body(
            map("name", unique("p"), "kind", "simulated", "options", map("script", map("a", NUL))))
        .post("/v1/providers")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("options.script.a"));
  }

  @Test
  void shouldRefusePushedAnswersAndLabels() {
    String run =
        asAdmin().body(Lab.pushOf(1)).post("/v1/runs").then().statusCode(201).extract().path("id");
    asAdmin()
        .body(map("results", List.of(map("item_id", "item-0", "output", map("x", NUL)))))
        .post("/v1/runs/{id}/results", run)
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("results[0].output.x"));
    asAdmin()
        .contentType("text/csv")
        .body("item_id,scorer,passed,note\nitem-0,exact_match,true,a\u0000b\n".getBytes(UTF_8))
        .post("/v1/runs/{id}/labels", run)
        .then()
        .statusCode(422)
        .body("detail", containsString("NUL"));
  }

  @Test
  void shouldRefuseTooManyTokens() {
    String many = "[],".repeat(1_100_000);
    asAdmin()
        .body("{\"name\":\"x\",\"gate\":[" + many + "[]]}")
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("detail", containsString("2000000"));
  }
}
