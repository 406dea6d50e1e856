package dev.assay.run.control.push;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.json.Json;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many requests on one run at a time, whose definition nobody has read yet. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ParallelPushTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(ints = {40, 100})
  void shouldAnswerEveryPushWhileEverythingElseGoesOn(int pushes) {
    // Given
    await()
        .atMost(Lab.LONG)
        .untilAsserted(() -> asAdmin().get("/q/health/ready").then().statusCode(200));
    UUID run = lab.launch(Lab.pushOf(pushes));

    // When
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, pushes).mapToObj(i -> push(run, i)).toList();

    // Then others are served meanwhile
    asAdmin().get("/q/health/ready").then().statusCode(200);
    UUID other = lab.launch(Lab.launchOf(3));
    assertThat(lab.awaitEnd(other).getInt("counts.passed")).isEqualTo(3);
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.orTimeout(240, TimeUnit.SECONDS).join())
          .satisfies(r -> assertThat(r.statusCode()).as(r.body()).isEqualTo(200))
          .satisfies(r -> assertThat(r.body()).contains("\"accepted\":1"));
    }
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(pushes);
    lab.holds(run);
  }

  private CompletableFuture<HttpResponse<String>> push(UUID run, int i) {
    Map<String, Object> body =
        Map.of("results", List.of(Map.of("item_id", "item-" + i, "output", "a" + i)));
    try {
      return http.sendAsync(
          HttpRequest.newBuilder(
                  URI.create(
                      "http://127.0.0.1:" + RestAssured.port + "/v1/runs/" + run + "/results"))
              .header("Authorization", "Bearer " + RunServiceResources.ADMIN_KEY)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(Json.mapper().writeValueAsString(body)))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
