package dev.assay.run.results.stream;

import static dev.assay.run.results.stream.TestStreams.awaitNobody;
import static dev.assay.run.results.stream.TestStreams.path;
import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.asNobody;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When there is nothing to read: after the end of a run, and for whoever may not read it. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RunStreamEndTest {
  @Inject Lab lab;
  @Inject MeterRegistry metrics;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @AfterEach
  void stop() {
    awaitNobody(metrics);
  }

  @Test
  void shouldAnswer204PastTheEnd() {
    // Given
    UUID run = lab.launch(launchOf(1));
    lab.awaitEnd(run);
    long last = lab.show(run).getLong("last_seq");

    // When / Then
    asAdmin().header("Last-Event-ID", last).get(path(run)).then().statusCode(204);
    asAdmin().get(path(run) + "?after=" + (last + 100)).then().statusCode(204);
  }

  @Test
  void shouldLetAReaderOfAnEndedRunStop() {
    // Given
    UUID run = lab.launch(launchOf(1));
    lab.awaitEnd(run);
    long last = lab.show(run).getLong("last_seq");
    String id;

    // When somebody who knows nothing reads, and comes back as an EventSource does
    try (SseReader reader = SseReader.open(path(run))) {
      reader.awaitEnd();
      id = reader.all().get(reader.all().size() - 1).id();
    }

    // Then
    assertThat(id).isEqualTo(Long.toString(last));
    asAdmin().header("Last-Event-ID", id).get(path(run)).then().statusCode(204);
  }

  @Test
  void shouldLetAReaderStopAlsoWhenItsHistoryIsGone() {
    // Given
    UUID run = lab.launch(launchOf(1));
    lab.awaitEnd(run);
    lab.all("delete from events where run_id = $1", run);
    String id;

    // When
    try (SseReader reader = SseReader.open(path(run), "Last-Event-ID", "1")) {
      reader.awaitEnd();
      id = reader.all().get(reader.all().size() - 1).id();
    }

    // Then
    asAdmin().header("Last-Event-ID", id).get(path(run)).then().statusCode(204);
  }

  @Test
  void shouldEndTheStreamOfWhoeverMayNoLongerRead() {
    // Given a key that is revoked, and a session that is ended, while they read
    UUID run = lab.launch(Lab.pushOf(1));
    JsonPath made =
        asAdmin()
            .body(Map.of("name", unique("key"), "scopes", List.of("read")))
            .post("/v1/keys")
            .then()
            .statusCode(201)
            .extract()
            .jsonPath();
    String cookie =
        asNobody()
            .body(Map.of("token", RunServiceResources.ADMIN_KEY))
            .post("/v1/session")
            .then()
            .statusCode(201)
            .extract()
            .cookie("assay_session");

    try (SseReader byKey = SseReader.openAs(made.getString("key"), path(run));
        SseReader byCookie = SseReader.openWith("Cookie", "assay_session=" + cookie, path(run));
        SseReader other = SseReader.open(path(run))) {
      // When
      asAdmin().delete("/v1/keys/" + made.getString("id")).then().statusCode(204);
      asNobody()
          .cookie("assay_session", cookie)
          .header("Sec-Fetch-Site", "same-origin")
          .delete("/v1/session")
          .then()
          .statusCode(204);

      // Then
      for (SseReader ended : List.of(byKey, byCookie)) {
        ended.awaitEnd();
        SseReader.Event word = ended.all().get(ended.all().size() - 1);
        assertThat(word.name()).isEqualTo("error");
        assertThat(word.field("/code")).isEqualTo("UNAUTHENTICATED");
      }
      assertThat(other.ended()).isFalse();
    }
  }

  @Test
  void shouldSayNothingOfForeignRuns() {
    // Given
    UUID run = lab.launch(Lab.pushOf(1));

    // When / Then
    as(otherWorkspaceKey()).get(path(run)).then().statusCode(404);
    as(otherWorkspaceKey()).get(path(run) + "?after=0").then().statusCode(404);
    asAdmin()
        .get(path(UUID.randomUUID()))
        .then()
        .statusCode(404)
        .body("code", equalTo("NOT_FOUND"));
    asNobody().get(path(run)).then().statusCode(401);
  }

  @Test
  void shouldRefuseAnIdThatIsNone() {
    // Given
    UUID run = lab.launch(Lab.pushOf(1));

    // When / Then
    asAdmin().get(path(run) + "?after=last").then().statusCode(400);
    asAdmin().header("Last-Event-ID", "-3").get(path(run)).then().statusCode(400);
  }
}
