package dev.assay.run.results.stream;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.FaultyDatabase;
import dev.assay.run.testing.Lab;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** PostgreSQL is killed, stands still, and comes back under a run that somebody watches. */
@QuarkusTest
@TestProfile(DatabaseFaultsTest.Quick.class)
@WithTestResource(value = FaultyDatabase.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class DatabaseFaultsTest {
  /** As in other tests, and nobody waits long for a connection. */
  public static final class Quick implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("assay.db.acquire", "2s", "assay.stream.replay", "20000");
    }
  }

  private static final int ITEMS = 60;

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private static String path(UUID run) {
    return "/v1/runs/" + run + "/events";
  }

  /** A run half of whose answers are with the worker. */
  private UUID halfDone() {
    worker.holding(call -> call.unit().n() >= ITEMS / 2);
    Map<String, Object> launch = launchOf(ITEMS);
    launch.put("concurrency", ITEMS);
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> lab.show(run).getInt("counts.passed") == ITEMS / 2);
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == ITEMS / 2);
    return run;
  }

  private static long pings(SseReader reader) {
    return reader.all().stream().filter(event -> "ping".equals(event.comment())).count();
  }

  private static void awaitPing(SseReader reader) {
    long before = pings(reader);
    await().atMost(Lab.LONG).until(() -> pings(reader) > before);
  }

  private static Response request(UUID run) {
    return asAdmin().get("/v1/runs/{id}", run);
  }

  private void endsRight(UUID run, List<SseReader> readers) {
    await().atMost(Lab.LONG).until(() -> request(run).statusCode() == 200);
    assertThat(lab.awaitEnd(run).getInt("counts.passed")).isEqualTo(ITEMS);
    lab.holds(run);
    List<Long> all = LongStream.rangeClosed(1, lab.show(run).getLong("last_seq")).boxed().toList();
    for (SseReader reader : readers) {
      reader.awaitEnd();
      assertThat(reader.numbers()).isEqualTo(all);
    }
    assertThat(lab.one("select count(*) as k from scores where run_id = $1", run).getLong("k"))
        .isEqualTo(ITEMS);
  }

  @Test
  void shouldGoOnAfterTheDatabaseWasKilledUnderARun() {
    // Given
    UUID run = halfDone();

    try (SseReader before = SseReader.open(path(run) + "?after=0")) {
      before.awaitAny(event -> "items.settled".equals(event.name()));

      // When it is gone, and the answers come all the same
      FaultyDatabase.kill();
      worker.release();

      // Then whoever asks is told to come again, and nobody is restarted for it
      Response away = request(run);
      assertThat(away.statusCode()).isEqualTo(503);
      assertThat(away.header("Retry-After")).isNotNull();
      assertThat(away.jsonPath().getString("code")).isEqualTo("UNAVAILABLE");
      assertThat(asAdmin().get("/q/health/live").statusCode()).isEqualTo(200);
      assertThat(asAdmin().get("/q/health/ready").statusCode()).isEqualTo(503);
      try (SseReader meanwhile = SseReader.open(path(run), "Last-Event-ID", "0")) {
        assertThat(meanwhile.status()).isEqualTo(200);
        awaitPing(before);
        awaitPing(meanwhile);

        // And when it is back, all goes on
        FaultyDatabase.boot();
        endsRight(run, List.of(before, meanwhile));
      }
    }
    assertThat(asAdmin().get("/q/health/ready").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldGoOnAfterTheDatabaseStoodStill() {
    // Given
    UUID run = halfDone();

    try (SseReader reader = SseReader.open(path(run) + "?after=0")) {
      reader.awaitAny(event -> "items.settled".equals(event.name()));

      // When
      FaultyDatabase.freeze();
      worker.release();

      // Then
      try {
        awaitPing(reader);
        awaitPing(reader);
        assertThat(asAdmin().get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(asAdmin().get("/q/health/ready").statusCode()).isEqualTo(503);
        assertThat(reader.ended()).isFalse();
      } finally {
        FaultyDatabase.thaw();
      }
      endsRight(run, List.of(reader));
    }
  }
}
