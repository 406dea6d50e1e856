package dev.assay.run.platform.http;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.assay.run.control.RunsResource;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class NoBodyTest {
  private static final String RUN = "/v1/runs/00000000-0000-7000-8000-000000000000";

  @TestHTTPResource URL server;

  @ParameterizedTest
  @ValueSource(strings = {"complete", "cancel", "retry", "resume"})
  void shouldRefuseAFieldThatAnActionDoesNotTake(String action) {
    asAdmin()
        .body("{\"concurrency\": 1, \"target\": {}}")
        .post(RUN + "/" + action)
        .then()
        .statusCode(422)
        .body("code", equalTo("UNKNOWN_FIELD"))
        .body("detail", containsString("concurrency"))
        .body("violations.field", hasItem("target"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rerun", "complete", "cancel", "retry", "resume"})
  void shouldTakeNothingAndAnEmptyObjectForNoBody(String action) {
    asAdmin().post(RUN + "/" + action).then().statusCode(404);
    asAdmin().body(" {} ").post(RUN + "/" + action).then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[1]", "5", "nonsense", "{\"a\":"})
  void shouldRefuseWhateverElseIsThere(String body) {
    asAdmin()
        .body(body)
        .post(RUN + "/retry")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_REQUEST"))
        .body("detail", containsString("no body"));
  }

  @Test
  void shouldRefuseALargeBodyWithoutReadingIt() {
    asAdmin()
        .body("{\"a\": \"" + "x".repeat(1 << 20) + "\"}")
        .post(RUN + "/retry")
        .then()
        .statusCode(400)
        .body("code", equalTo("INVALID_REQUEST"));
  }

  @Test
  void shouldRefuseABodyOfWhatOnlyReadsOrRemoves() {
    asAdmin().body("{\"status\": \"failed\"}").get("/v1/runs").then().statusCode(422);
    asAdmin().body("{\"force\": true}").delete(RUN).then().statusCode(422);
    asAdmin().body("{}").delete(RUN).then().statusCode(404);
    asAdmin().body("{\"model\": \"a\"}").delete("/v1/cache").then().statusCode(422);
    asAdmin().body("{\"x\": 1}").get("/v1/runs/events").then().statusCode(422);
  }

  @Test
  void shouldRefuseItOverHttp2Too() throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    String root = "http://127.0.0.1:" + server.getPort();
    client.send(
        HttpRequest.newBuilder(URI.create(root + "/q/info")).build(),
        HttpResponse.BodyHandlers.ofString());

    for (String body : new String[] {"", "{}", "{\"a\": 1}"}) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(root + RUN + "/retry"))
                  .header("Authorization", "Bearer " + RunServiceResources.ADMIN_KEY)
                  .header("Content-Type", "application/json")
                  .POST(
                      HttpRequest.BodyPublishers.fromPublisher(
                          HttpRequest.BodyPublishers.ofString(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(body.length() > 2 ? 422 : 404);
    }
  }

  @Test
  void shouldKnowWhichMethodsReadABody() {
    assertThat(
            Arrays.stream(RunsResource.class.getDeclaredMethods())
                .filter(m -> java.lang.reflect.Modifier.isPublic(m.getModifiers()))
                .filter(NoBody::readsBody)
                .map(java.lang.reflect.Method::getName))
        .containsExactlyInAnyOrder("launch", "patch", "rescore", "push");
  }
}
