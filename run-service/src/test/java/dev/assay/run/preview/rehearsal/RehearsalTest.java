package dev.assay.run.preview.rehearsal;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

import dev.assay.common.message.ModelCall;
import dev.assay.run.platform.broker.WorkerRegistry;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** A rehearsal asks the simulated provider only, and stores nothing. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RehearsalTest {
  @Inject Lab lab;
  @Inject WorkerRegistry workers;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private static String provider(Map<String, Object> body) {
    String name = unique("provider");
    asAdmin().body(body).put("/v1/providers/{name}", name).then().statusCode(201);
    return name;
  }

  private static JsonPath rehearse(Map<String, Object> launch) {
    launch.put("rehearse", true);
    return asAdmin()
        .body(launch)
        .post("/v1/runs/preview")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void shouldTryItemsAgainstTheSimulatedProviderOnly() {
    // Given a launch at a provider that costs money and has limits
    String paid =
        provider(
            Map.of(
                "kind",
                "openai",
                "base_url",
                "https://api.example.com/v1",
                "limits",
                Map.of("rpm", 60),
                "models",
                Map.of("gpt-x", Map.of("price_in", 1.0, "price_out", 4.0))));
    Queue<ModelCall> asked = new ConcurrentLinkedQueue<>();
    worker.answeringOne(
        call -> {
          asked.add(call);
          return Replies.right(call);
        });
    Map<String, Object> launch = launchOf(120);
    launch.put("target", Map.of("provider", paid, "model", "gpt-x"));
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.9)));

    // When it is rehearsed
    JsonPath preview = rehearse(launch);

    // Then some items went the whole way, at no provider but the simulated one
    assertThat(asked)
        .hasSize(20)
        .allSatisfy(
            call -> {
              assertThat(call.provider().kind()).isEqualTo("simulated");
              assertThat(call.provider().baseUrl()).isNull();
              assertThat(call.provider().credential()).isNull();
              assertThat(call.request().messages()).isNotEmpty();
            });
    assertThat(preview.getInt("rehearsal.answered")).isEqualTo(20);
    assertThat(preview.getDouble("rehearsal.scorers.exact_match.mean")).isEqualTo(1.0);
    assertThat(preview.getString("rehearsal.verdict")).isEqualTo("pass");
    assertThat(preview.getList("rehearsal.findings")).isEmpty();

    // And the whole is forecast under the limits: 120 calls at 60 a minute, with a price
    assertThat(preview.getDouble("forecast.duration_s.expected")).isBetween(118.0, 140.0);
    assertThat(preview.getString("forecast.bottleneck")).isEqualTo("rpm");
    assertThat(preview.getDouble("forecast.cost.high"))
        .isGreaterThan(preview.getDouble("forecast.cost.low"));
    assertThat(preview.getInt("forecast.measured_on")).isZero();
    assertThat(preview.getList("forecast.assumptions", String.class))
        .anySatisfy(s -> assertThat(s).contains("nothing is measured yet"));
  }

  @Test
  void shouldSayThatEvenExpectedAnswersFailTheGate() {
    // Given a scorer that can never measure
    Map<String, Object> launch = launchOf(5);
    launch.put("scorers", List.of(Map.of("id", "unmeasurable", "threshold", 1)));
    launch.put("gate", List.of(Map.of("type", "pass_rate", "min", 0.9)));

    // When it is rehearsed
    JsonPath preview = rehearse(launch);

    // Then that is found before anything was paid for
    assertThat(preview.getString("rehearsal.verdict")).isNotEqualTo("pass");
    assertThat(preview.getInt("rehearsal.scorers.unmeasurable.errors")).isEqualTo(5);
    assertThat(preview.getList("rehearsal.findings", String.class))
        .anySatisfy(s -> assertThat(s).contains("unmeasurable could not measure 5 of 5"));
  }

  @Test
  void shouldSayThatThePriceIsNotKnown() {
    String unpriced = provider(Map.of("kind", "openai", "base_url", "https://api.example.com/v1"));
    Map<String, Object> launch = launchOf(5);
    launch.put("target", Map.of("provider", unpriced, "model", "no-such-model-anywhere"));

    JsonPath preview = rehearse(launch);

    assertThat(preview.<Object>get("forecast.cost")).isNull();
    assertThat(preview.getList("forecast.assumptions", String.class))
        .anySatisfy(s -> assertThat(s).contains("price of no-such-model-anywhere is not known"));
  }

  @Test
  void shouldGoByWhatEarlierRunsTook() {
    // Given a finished run of the same provider, model and dataset
    String slow = provider(Map.of("kind", "openai", "base_url", "https://api.example.com/v1"));
    Map<String, Object> launch = launchOf(30);
    launch.put("target", Map.of("provider", slow, "model", "m"));
    worker.answeringOne(call -> Replies.answer(call, call.request().hint()));
    UUID run = lab.launch(launch);
    lab.awaitEnd(run);
    lab.all("update units set latency_ms = 2000, tokens_out = 77 where run_id = $1", run);

    // When the same is previewed, without a rehearsal
    JsonPath preview =
        asAdmin().body(launch).post("/v1/runs/preview").then().statusCode(200).extract().jsonPath();

    // Then it goes by that: 30 calls, 16 at a time, 2 s each
    assertThat(preview.getInt("forecast.measured_on")).isEqualTo(30);
    assertThat(preview.getDouble("forecast.duration_s.expected")).isBetween(3.9, 6.5);
    assertThat(preview.getDouble("forecast.tokens_out.expected")).isEqualTo(30 * 77);
    assertThat(preview.<Object>get("rehearsal")).isNull();
  }

  @Test
  void shouldStoreNothingButTheDataset() {
    long before = lab.one("select count(*) as k from runs").getLong("k");

    rehearse(launchOf(3));

    assertThat(lab.one("select count(*) as k from runs").getLong("k")).isEqualTo(before);
  }

  @Test
  void shouldBeRefusedWhereSomethingIsDoneForReal() {
    Map<String, Object> launch = launchOf(3);
    launch.put("rehearse", true);

    asAdmin()
        .body(launch)
        .post("/v1/runs")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("rehearse"))
        .body("detail", containsString("/v1/runs/preview"));
  }

  @Test
  void shouldForecastNothingWhenAnswersArePushed() {
    JsonPath preview = rehearse(Lab.pushOf(3));

    assertThat(preview.<Object>get("forecast")).isNull();
    assertThat(preview.<Object>get("rehearsal")).isNull();
  }
}
