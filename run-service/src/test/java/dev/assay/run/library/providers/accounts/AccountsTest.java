package dev.assay.run.library.providers.accounts;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.AccountLoad;
import dev.assay.common.part.AccountLoad.Phase;
import dev.assay.common.status.RunStatus;
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
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a provider's account allows, and what becomes of calls that it does not answer. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class AccountsTest {
  @Inject Lab lab;
  @Beside FakeScoring scoring;

  private static String make(Map<String, Object> settings) {
    String name = unique("provider");
    Map<String, Object> body = new HashMap<>(settings);
    body.put("name", name);
    body.put("kind", "simulated");
    asAdmin().body(body).post("/v1/providers").then().statusCode(201);
    return name;
  }

  private AccountLoad load(String provider, int running, Phase phase, Instant throttledAt) {
    return load(provider, running, phase, throttledAt, 1);
  }

  private AccountLoad load(
      String provider, int running, Phase phase, Instant throttledAt, int openBreakers) {
    UUID workspace = lab.one("select id from workspaces where name = 'default'").getUUID("id");
    return new AccountLoad(
        workspace.toString(),
        provider,
        8,
        50,
        running,
        3,
        300.0,
        null,
        40,
        900,
        phase,
        throttledAt,
        null,
        openBreakers);
  }

  private static JsonPath limits(String provider) {
    return asAdmin()
        .get("/v1/providers/{name}/limits", provider)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  @Test
  void shouldAddUpWhatWorkersSayAndRememberIt() {
    // Given
    String provider = make(Map.of("limits", Map.of("rpm", 600, "max_concurrency", 100)));
    Instant throttled = Instant.parse("2026-11-20T10:00:00Z");

    // When
    try (FakeWorker one = FakeWorker.start("acc-1", 1);
        FakeWorker two = FakeWorker.start("acc-2", 1)) {
      one.calling(load(provider, 5, Phase.GROWING, null));
      two.calling(load(provider, 7, Phase.THROTTLED, throttled));

      // Then
      await()
          .atMost(Lab.LONG)
          .untilAsserted(
              () -> {
                JsonPath seen = limits(provider);
                assertThat(seen.getInt("limits.rpm")).isEqualTo(600);
                assertThat(seen.getInt("now.concurrency")).isEqualTo(16);
                assertThat(seen.getInt("now.max")).isEqualTo(100);
                assertThat(seen.getInt("now.running")).isEqualTo(12);
                assertThat(seen.getInt("now.waiting")).isEqualTo(6);
                assertThat(seen.getDouble("now.rpm")).isEqualTo(600);
                assertThat(seen.getString("now.tpm")).isNull();
                assertThat(seen.getInt("now.started_last_minute")).isEqualTo(80);
                assertThat(seen.getString("now.phase")).isEqualTo("throttled");
                assertThat(seen.getString("now.throttled_at")).startsWith("2026-11-20T10:00");
                assertThat(seen.getList("workers.worker")).containsExactly("acc-1", "acc-2");
                assertThat(seen.getList("history.running")).contains(12);
              });
    }
    // And what is no more is remembered
    await().atMost(Lab.LONG).until(() -> limits(provider).get("now") == null);
    assertThat(limits(provider).getList("history")).isNotEmpty();
  }

  @Test
  void shouldAddUpAModelThatIsCountedApart() {
    // Given
    String provider = make(Map.of());
    AccountLoad rest = load(provider, 5, Phase.GROWING, null);
    AccountLoad model =
        new AccountLoad(
            rest.workspace(),
            provider,
            2,
            4,
            1,
            0,
            6.0,
            null,
            3,
            100,
            Phase.HOLDING,
            null,
            null,
            0,
            "slow");

    // When
    try (FakeWorker one = FakeWorker.start("acc-m", 1)) {
      one.calling(rest, model);

      // Then
      await()
          .atMost(Lab.LONG)
          .untilAsserted(
              () -> {
                JsonPath seen = limits(provider);
                assertThat(seen.<Object>get("now.running")).isEqualTo(6);
                assertThat(seen.<Object>get("now.max")).isEqualTo(54);
                assertThat(seen.getList("workers.worker")).containsExactly("acc-m", "acc-m");
                assertThat(seen.getList("workers.model")).containsExactly(null, "slow");
              });
    }
    await().atMost(Lab.LONG).until(() -> limits(provider).get("now") == null);
  }

  @Test
  void shouldTellARunWhenItsAccountIsThrottledAndWhenThatIsOver() {
    // Given a run whose only call is held by a worker
    String provider = make(Map.of());
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("target", Map.of("provider", provider, "model", "m"));
    try (FakeWorker worker = FakeWorker.start("acc-3", 1).holding(call -> true)) {
      UUID run = lab.launch(launch);
      lab.awaitStatus(run, RunStatus.RUNNING_DATASET);

      // When its account is throttled, and later is not any more
      worker.calling(load(provider, 1, Phase.THROTTLED, Instant.now(), 0));
      awaitLogs(run, "ACCOUNT_THROTTLED");
      worker.calling(load(provider, 1, Phase.GROWING, Instant.now(), 0));

      // Then each is told once
      awaitLogs(run, "ACCOUNT_THROTTLED", "ACCOUNT_RECOVERED");
      lab.holds(run);
    }
  }

  private void awaitLogs(UUID run, String... codes) {
    await()
        .atMost(Lab.LONG)
        .untilAsserted(
            () ->
                assertThat(
                        lab.one(
                                "select array(select data::json->>'code' from events"
                                    + " where run_id = $1 and type = 'run.log' order by seq)"
                                    + " as codes",
                                run)
                            .getArrayOfStrings("codes"))
                    .containsExactly(codes));
  }

  @Test
  void shouldSayWhatIsConfiguredWhenNobodyCallsIt() {
    String provider = make(Map.of("limits", Map.of("tpm", 5000)));
    asAdmin()
        .get("/v1/providers/{name}/limits", provider)
        .then()
        .statusCode(200)
        .body("limits.tpm", equalTo(5000))
        .body("now", nullValue())
        .body("workers", equalTo(List.of()));
    as(otherWorkspaceKey()).get("/v1/providers/{name}/limits", provider).then().statusCode(404);
  }

  @Test
  void shouldTryAsTheProviderSaysWhereTheRunSaysNothing() {
    // Given
    String provider =
        make(
            Map.of(
                "timeouts",
                Map.of("attempt_ms", 7000, "idle_ms", 900),
                "retry",
                Map.of("max_attempts", 2)));
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("target", Map.of("provider", provider, "model", "sim"));
    launch.put("policy", Map.of("idle_timeout_ms", 800));

    // When
    try (FakeWorker worker = FakeWorker.start()) {
      UUID run = lab.launch(launch);
      lab.awaitEnd(run);

      // Then
      ModelCall call = worker.calls(run).get(0);
      assertThat(call.policy().maxAttempts()).isEqualTo(2);
      assertThat(call.policy().attemptTimeoutMs()).isEqualTo(7_000);
      assertThat(call.policy().idleTimeoutMs()).isEqualTo(800);
      assertThat(call.policy().connectTimeoutMs()).isEqualTo(5_000);
    }
  }

  @Test
  void shouldCutARunAtOnceWhenItsCredentialIsRefused() {
    // Given a run of which the first call is refused while others wait
    Map<String, Object> launch = Lab.launchOf(40);
    launch.put("concurrency", 4);
    try (FakeWorker worker = FakeWorker.start()) {
      worker.answeringOne(call -> Replies.failed(call, ErrorCode.PROVIDER_AUTH));

      // When
      UUID run = lab.launch(launch);
      JsonPath ended = lab.awaitEnd(run);

      // Then
      assertThat(ended.getString("error.code")).isEqualTo("PROVIDER_AUTH");
      assertThat(ended.getString("error.message")).isEqualTo("The provider failed on purpose.");
      assertThat(ended.getInt("counts.skipped")).isGreaterThan(20);
      assertThat(worker.calls(run)).hasSizeLessThan(20);
      long told =
          lab.one(
                  "select count(*) as k from events where run_id = $1 and type = 'run.log'"
                      + " and data::text like '%PROVIDER_AUTH%'",
                  run)
              .getLong("k");
      assertThat(told).as("said once").isEqualTo(1);
    }
  }

  @Test
  void shouldEndWhatKillsItsWorkerThreeTimesAndLetTheRestGoOn() {
    // Given a unit whose every worker is lost with it
    try (FakeWorker worker = FakeWorker.start()) {
      worker.answeringOne(call -> call.unit().n() == 2 ? redelivered(call) : Replies.right(call));

      // When
      UUID run = lab.launch(Lab.launchOf(5));
      lab.awaitEnd(run);

      // Then
      assertThat(worker.calls(run).stream().filter(c -> c.unit().n() == 2)).hasSize(3);
      assertThat(
              lab.one("select error_code from units where run_id = $1 and n = 2", run)
                  .getString("error_code"))
          .isEqualTo("WORKER_LOST");
      assertThat(lab.show(run).getInt("counts.passed")).isEqualTo(4);
    }
  }

  @Test
  void shouldNotHandOutAgainForARequestToWaitThatComesTwice() {
    // Given a unit that was asked to wait and is out again
    try (FakeWorker worker = FakeWorker.start()) {
      Map<Integer, ModelReply> parked = new HashMap<>();
      worker.answering(
          call -> {
            if (parked.isEmpty()) {
              ModelReply wait = Replies.parked(call, Instant.now());
              parked.put(0, wait);
              return List.of(wait);
            }
            return List.of();
          });
      UUID run = lab.launch(Lab.launchOf(1));
      await().atMost(Lab.LONG).until(() -> worker.calls(run).size() == 2);

      // When the request comes again, and then the answer
      worker.say(parked.get(0));
      worker.say(Replies.right(worker.calls(run).get(1)));
      lab.awaitEnd(run);

      // Then
      assertThat(worker.calls(run)).hasSize(2);
      assertThat(lab.show(run).getInt("counts.passed")).isEqualTo(1);
    }
  }

  private static ModelReply redelivered(ModelCall call) {
    ObjectNode context = call.context().deepCopy();
    return new ModelReply(
        call.unit(),
        "fake",
        null,
        null,
        Instant.now(),
        List.of(),
        context.put("redelivered", true));
  }
}
