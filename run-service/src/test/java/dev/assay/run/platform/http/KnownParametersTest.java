package dev.assay.run.platform.http;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.common.testing.HouseRules;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class KnownParametersTest {
  /** A route as it is asked. */
  private record Route(String verb, String path, String type) {}

  private static List<Route> routes() {
    return HouseRules.shipped("dev.assay.run").stream()
        .filter(type -> type.isAnnotatedWith(Path.class))
        .map(type -> type.reflect())
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .flatMap(method -> verb(method).map(verb -> route(verb, method)).stream())
        .toList();
  }

  private static Optional<String> verb(Method method) {
    return Stream.of(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(verb -> verb != null)
        .map(HttpMethod::value)
        .findFirst();
  }

  private static Route route(String verb, Method method) {
    Path within = method.getAnnotation(Path.class);
    String path =
        method.getDeclaringClass().getAnnotation(Path.class).value()
            + (within == null ? "" : "/" + within.value());
    Consumes consumes = method.getAnnotation(Consumes.class);
    return new Route(
        verb,
        path.replaceAll("\\{(n|version|position)[^}]*}", "1")
            .replaceAll("\\{[^}]*}", UUID.randomUUID().toString())
            .replaceAll("/+", "/"),
        consumes == null ? "application/json" : consumes.value()[0].replace("*/*", "image/png"));
  }

  @Test
  void shouldRefuseAnUnknownParameterOnEveryRoute() {
    List<String> taken = new ArrayList<>();
    for (Route route : routes()) {
      var answer =
          (route.verb().equals("GET") || route.verb().equals("DELETE")
                  ? asAdmin()
                  : asAdmin().contentType(route.type()).body("{}".getBytes(StandardCharsets.UTF_8)))
              .request(route.verb(), route.path() + "?nonsense=1");
      String code = answer.contentType().contains("json") ? answer.path("code") : null;
      if (answer.statusCode() != 422 || !"UNKNOWN_FIELD".equals(code)) {
        taken.add(route + " answered " + answer.statusCode() + " " + code);
      }
    }
    assertThat(routes()).hasSizeGreaterThan(40);
    assertThat(taken).isEmpty();
  }

  @Test
  void shouldNameWhatIsKnown() {
    asAdmin()
        .get("/v1/runs?statsu=failed&limit=3")
        .then()
        .statusCode(422)
        .body("detail", containsString("The parameter statsu is not known; known are: alias, "))
        .body("violations[0].field", equalTo("statsu"));
    asAdmin()
        .get("/v1/datasets/x?verbose=1")
        .then()
        .statusCode(422)
        .body("detail", containsString("takes none"));
  }

  @Test
  void shouldTakeWhatBeansOfParametersBind() {
    asAdmin()
        .get("/v1/runs?alias=nobody&limit=3&tag=x")
        .then()
        .statusCode(200)
        .body("data.size()", equalTo(0));
  }
}
