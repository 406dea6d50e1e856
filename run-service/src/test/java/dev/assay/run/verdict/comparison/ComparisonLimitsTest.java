package dev.assay.run.verdict.comparison;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.HeldTable;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a comparison may take, as a client meets it. */
@QuarkusTest
@TestProfile(ComparisonLimitsTest.Small.class)
@WithTestResource(RunServiceResources.class)
class ComparisonLimitsTest {
  private static final String WAITING =
      "select count(*)::int as k from pg_stat_activity"
          + " where wait_event_type = 'Lock' and query like '%from items%'";

  @Inject Lab lab;
  @Beside FakeScoring scoring;

  /**
   * One comparison at a time, of few values; whoever comes meanwhile is told so. Nothing ends by
   * itself for having waited for a lock.
   */
  public static final class Small implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "assay.comparisons.max-values", "60",
          "assay.comparisons.at-once", "1",
          "assay.comparisons.waiting", "0",
          "assay.db.lock-timeout", "10m",
          "assay.db.readers.statement", "10m");
    }
  }

  /** An ended run over so many items with one scorer: twice as many values. */
  private UUID run(int items) {
    UUID run = lab.launch(Lab.pushOf(items));
    List<Map<String, Object>> results =
        IntStream.range(0, items)
            .mapToObj(i -> Map.<String, Object>of("item_id", "item-" + i, "output", "a" + i))
            .toList();
    asAdmin()
        .body(Map.of("results", results))
        .post("/v1/runs/{id}/results", run)
        .then()
        .statusCode(200);
    lab.awaitEnd(run);
    return run;
  }

  private static int status(UUID first, UUID second) {
    return asAdmin().get("/v1/comparisons?runs={a},{b}", first, second).statusCode();
  }

  /** A client that asks for a comparison and reads nothing. */
  private static Socket ask(UUID first, UUID second) {
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
      String request =
          "GET /v1/comparisons?runs=%s,%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(first, second, RestAssured.port, RunServiceResources.ADMIN_KEY);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int waiting() {
    return lab.one(WAITING).getInteger("k");
  }

  @Test
  void shouldRefuseToCompareMoreValuesThanMayBeHeldInMemory() {
    // Given runs of 30 and of 32 values
    UUID small = run(15);
    UUID other = run(15);
    UUID larger = run(16);

    // When / Then as many as may be are compared, and no more
    assertThat(status(small, other)).isEqualTo(200);
    asAdmin()
        .get("/v1/comparisons?runs={a},{b}", small, larger)
        .then()
        .statusCode(422)
        .body("code", equalTo("VALIDATION_FAILED"))
        .body("detail", containsString("These runs have 62 units and scores together; at most 60"))
        .body("detail", containsString("assay.comparisons.max-values"));
    asAdmin()
        .body(Map.of("runs", List.of(small, larger)))
        .post("/v1/comparisons")
        .then()
        .statusCode(422);
    asAdmin()
        .get("/v1/comparisons/export?runs={a},{b}&format=html", small, larger)
        .then()
        .statusCode(422);
  }

  @Test
  void shouldEndTheReadingOfAClientThatGoesAway() throws Exception {
    // Given a comparison that reads, and cannot go on
    UUID first = run(5);
    UUID second = run(5);
    List<Socket> later = new ArrayList<>();
    try (HeldTable held = HeldTable.of("items")) {
      Socket client = ask(first, second);
      await().atMost(Lab.LONG).until(() -> waiting() == 1);
      assertThat(status(first, second)).isEqualTo(429);

      // When its client goes away
      client.close();

      // Then another one has its turn, though what the database was asked is not over
      await()
          .atMost(Lab.LONG)
          .until(
              () -> {
                later.add(ask(first, second));
                return waiting() == 2;
              });
    }
    for (Socket socket : later) {
      socket.close();
    }
    await().atMost(Lab.LONG).until(() -> status(first, second) == 200);
  }
}
