package dev.assay.run.platform.idempotency;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.access.Caller;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class IdempotencyTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  @Inject Idempotency idempotency;
  @Inject Db db;
  @Beside FakeScoring scoring;

  private Caller caller() {
    UUID workspace =
        db.query("select id from workspaces where name = 'default'")
            .map(rows -> rows.iterator().next().getUUID("id"))
            .await()
            .atMost(LONG);
    return new Caller(workspace, UUID.randomUUID(), Set.of());
  }

  private static Uni<Reply> slowly(SqlConnection tx, AtomicInteger done) {
    return Db.query(tx, "select pg_sleep(0.2)")
        .map(slept -> Reply.created("/x", Map.of("n", done.incrementAndGet())));
  }

  @Test
  void shouldDoTheWorkOnceWhenTheSameRequestComesAtTheSameTime() {
    // Given
    Caller caller = caller();
    String key = unique("key");
    AtomicInteger done = new AtomicInteger();

    // When
    List<Uni<Response>> requests =
        IntStream.range(0, 6)
            .mapToObj(i -> idempotency.once(caller, "/x", key, "body", tx -> slowly(tx, done)))
            .toList();
    List<Response> answers = Uni.join().all(requests).andFailFast().await().atMost(LONG);

    // Then
    assertThat(done).hasValue(1);
    assertThat(answers).hasSize(6);
    assertThat(answers).allMatch(answer -> answer.getStatus() == 201);
    assertThat(answers).extracting(Response::getEntity).containsOnly("{\"n\":1}");
    assertThat(answers).extracting(a -> a.getHeaderString("Location")).containsOnly("/x");
  }

  @Test
  void shouldForgetAKeyWhoseWorkFailed() {
    // Given
    Caller caller = caller();
    String key = unique("key");
    AtomicInteger done = new AtomicInteger();

    // When
    assertThatThrownBy(
            () ->
                idempotency
                    .once(
                        caller,
                        "/x",
                        key,
                        "body",
                        tx ->
                            Uni.createFrom()
                                .failure(new ProblemException(ErrorCode.CONFLICT, "no")))
                    .await()
                    .atMost(LONG))
        .isInstanceOf(ProblemException.class);

    // Then
    Response answer =
        idempotency.once(caller, "/x", key, "body", tx -> slowly(tx, done)).await().atMost(LONG);
    assertThat(answer.getStatus()).isEqualTo(201);
    assertThat(done).hasValue(1);
  }

  @Test
  void shouldRefuseAKeyThatIsTooLong() {
    // Given
    Caller caller = caller();

    // When / Then
    assertThatThrownBy(
            () ->
                idempotency.once(
                    caller, "/x", "k".repeat(256), "body", tx -> Uni.createFrom().nullItem()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("Idempotency-Key");
  }

  @Test
  void shouldRepeatItsAnswerAlsoWhenWhatTheRequestNamesIsGone() {
    // Given
    String evaluation = unique("evaluation");
    asAdmin()
        .body(
            Map.of(
                "name",
                evaluation,
                "target",
                Map.of("push", true),
                "dataset",
                Map.of("name", unique("items"), "items", Lab.items(1)),
                "scorers",
                List.of("exact_match")))
        .post("/v1/evaluations")
        .then()
        .statusCode(201);
    Map<String, Object> launch = Map.of("evaluation", evaluation);
    String key = unique("key");
    String first = launched(key, launch).statusCode(201).extract().path("id");

    // When
    asAdmin().delete("/v1/evaluations/" + evaluation).then().statusCode(204);

    // Then
    assertThat(launched(key, launch).statusCode(201).extract().<String>path("id")).isEqualTo(first);
    launched(key, Map.of("evaluation", evaluation, "name", "other")).statusCode(409);
    launched(unique("key"), launch).statusCode(422);
  }

  private static ValidatableResponse launched(String key, Map<String, Object> launch) {
    return asAdmin().header(Idempotency.HEADER, key).body(launch).post("/v1/runs").then();
  }
}
