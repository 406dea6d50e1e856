package dev.assay.run.results.stream;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.message.UnitActivity;
import dev.assay.common.part.UnitRef;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test has a workspace of its own, so that nobody else's runs are in its stream. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class WorkspaceStreamTest {
  private static final String PATH = "/v1/runs/events";

  @Inject Lab lab;
  @Beside FakeScoring scoring;
  @Beside FakeWorker worker;
  private String key;

  @BeforeEach
  void start() {
    key = otherWorkspaceKey();
  }

  private UUID launch() {
    return UUID.fromString(
        as(key).body(Lab.pushOf(1)).post("/v1/runs").then().statusCode(201).extract().path("id"));
  }

  private void cancel(UUID run) {
    as(key).post("/v1/runs/{id}/cancel", run).then().statusCode(200);
  }

  private static boolean ends(SseReader.Event event, UUID run) {
    return "run.status".equals(event.name())
        && event.field("/to").equals("cancelled")
        && event.field("/run_id").equals(run.toString());
  }

  @Test
  void shouldShowSnapshotsOfTheNewestRunsFirst() {
    // Given
    UUID first = launch();
    UUID second = launch();

    try (SseReader reader = SseReader.openAs(key, PATH)) {
      // When
      await().atMost(Lab.LONG).until(() -> reader.all().size() >= 3);

      // Then
      assertThat(reader.all().get(0).comment()).isEqualTo("ready");
      assertThat(reader.all().subList(1, 3))
          .extracting(event -> event.name() + " " + event.field("/id"))
          .containsExactly("run.snapshot " + second, "run.snapshot " + first);
    }
    try (SseReader reader = SseReader.openAs(key, PATH + "?limit=1")) {
      reader.awaitAny(event -> "run.snapshot".equals(event.name()));
      cancel(first);
      reader.awaitAny(event -> ends(event, first));
      assertThat(reader.all().stream().filter(event -> "run.snapshot".equals(event.name())))
          .hasSize(1);
    }
  }

  @Test
  void shouldShowSnapshotsOfFewerRunsWhereTheyAreLarge() {
    // Given five runs with three megabytes of metadata each
    List<UUID> runs = Stream.generate(this::launch).limit(5).toList();
    lab.all(
        "update runs set metadata = json_build_object('note', repeat('x', 3000000))"
            + " where id = any($1)",
        (Object) runs.toArray(UUID[]::new));

    // When
    try (SseReader reader = SseReader.openAs(key, PATH)) {
      reader.awaitAny(event -> "run.snapshot".equals(event.name()));
      cancel(runs.get(0));
      reader.awaitAny(event -> ends(event, runs.get(0)));

      // Then the newest are shown, and all of them are told of
      assertThat(reader.all().stream().filter(event -> "run.snapshot".equals(event.name())))
          .extracting(event -> event.field("/id"))
          .containsExactly(runs.get(4).toString(), runs.get(3).toString());
    }
  }

  @Test
  void shouldGoOnFromItsCursorOverAllRuns() {
    // Given
    UUID first = launch();
    UUID second = launch();
    cancel(first);
    List<SseReader.Event> all;
    try (SseReader reader = SseReader.openAs(key, PATH + "?after=0")) {
      reader.awaitAny(event -> ends(event, first));
      cancel(second);
      reader.awaitAny(event -> ends(event, second));
      all = reader.stored();
    }

    // When
    int middle = all.size() / 2;
    try (SseReader reader =
        SseReader.openAs(key, PATH, "Last-Event-ID", all.get(middle - 1).id())) {
      reader.awaitAny(event -> ends(event, second));

      // Then
      assertThat(reader.stored()).isEqualTo(all.subList(middle, all.size()));
    }
    assertThat(all.stream().map(SseReader.Event::number)).doesNotHaveDuplicates().isSorted();
    for (UUID run : List.of(first, second)) {
      assertThat(
              all.stream()
                  .filter(event -> event.field("/run_id").equals(run.toString()))
                  .map(event -> Long.parseLong(event.field("/seq"))))
          .isEqualTo(Stream.iterate(1L, n -> n + 1).limit(lastSeq(run)).toList());
    }
  }

  private long lastSeq(UUID run) {
    Response shown = as(key).get("/v1/runs/{id}", run);
    return shown.jsonPath().getLong("last_seq");
  }

  private static boolean of(SseReader.Event event, UUID run) {
    return event.id() != null && event.field("/run_id").equals(run.toString());
  }

  @Test
  void shouldGiveSignsOfLifeAlsoWhenNothingOfItIsAskedFor() {
    // Given runs that go on, and a reader who wants others
    for (int i = 0; i < 5; i++) {
      cancel(launch());
    }

    try (SseReader reader = SseReader.openAs(key, PATH + "?status=failed&after=0")) {
      // When / Then
      reader.awaitAny(event -> "ping".equals(event.comment()));
      assertThat(reader.stored()).isEmpty();
    }
  }

  @Test
  void shouldShowRunsOfTheStatusesAskedForOnly() {
    // Given
    UUID open = launch();
    UUID cancelled = launch();
    cancel(cancelled);

    try (SseReader reader = SseReader.openAs(key, PATH + "?status=queued&after=0")) {
      // When
      reader.awaitAny(event -> of(event, open));
      cancel(open);

      // Then also what takes a run out of these statuses
      reader.awaitAny(event -> of(event, open) && "cancelling".equals(event.field("/to")));
      assertThat(reader.stored())
          .allMatch(event -> of(event, open) || event.name().equals("run.status"));
      assertThat(reader.stored())
          .filteredOn(event -> of(event, cancelled))
          .allMatch(event -> event.data().contains("\"queued\""));
    }
    as(key).get(PATH + "?status=unheard").then().statusCode(400);
    as(key).get(PATH + "?limit=-1").then().statusCode(400);
  }

  private static boolean says(SseReader.Event event, String text) {
    return "item.activity".equals(event.name()) && text.equals(event.field("/text"));
  }

  private static UnitActivity.Event text(UUID run, String text) {
    return new UnitActivity.Event(new UnitRef(run, 0, 1), UnitActivity.Kind.TEXT, text, null);
  }

  @Test
  void shouldTellWhatItemsDoNowWhenThatIsAskedFor() {
    // Given runs of two workspaces, a reader who asks for it, one who does not, and one elsewhere
    String otherKey = otherWorkspaceKey();
    UUID mine = launch();
    UUID theirs =
        UUID.fromString(
            as(otherKey)
                .body(Lab.pushOf(1))
                .post("/v1/runs")
                .then()
                .statusCode(201)
                .extract()
                .path("id"));
    try (SseReader asks = SseReader.openAs(key, PATH + "?activity=true");
        SseReader plain = SseReader.openAs(key, PATH);
        SseReader ended = SseReader.openAs(key, PATH + "?activity=true&status=failed");
        SseReader other = SseReader.openAs(otherKey, PATH + "?activity=true")) {
      for (SseReader reader : List.of(asks, plain, other)) {
        reader.awaitAny(event -> "run.snapshot".equals(event.name()));
      }

      // When a worker tells of both, and what it starts
      worker.tell(
          new UnitActivity.Event(
              new UnitRef(mine, 0, 1), UnitActivity.Kind.STARTED, null, null, "Where is it?"),
          text(mine, "mine"),
          text(theirs, "theirs"));
      asks.awaitAny(event -> says(event, "mine"));
      other.awaitAny(event -> says(event, "theirs"));

      // Then each hears of its own, also when it is known by now whose the runs are
      worker.tell(text(theirs, "theirs again"), text(mine, "mine again"));
      asks.awaitAny(event -> says(event, "mine again"));
      other.awaitAny(event -> says(event, "theirs again"));
      assertThat(asks.all()).noneMatch(event -> event.data().contains("theirs"));
      assertThat(other.all()).noneMatch(event -> event.data().contains("mine"));
      assertThat(asks.all())
          .anyMatch(
              event ->
                  "item.activity".equals(event.name())
                      && event.field("/kind").equals("started")
                      && event.field("/input").equals("Where is it?")
                      && event.field("/run_id").equals(mine.toString())
                      && event.field("/position").equals("1"));
      for (SseReader silent : List.of(plain, ended)) {
        silent.awaitAny(event -> "ping".equals(event.comment()));
        assertThat(silent.all()).noneMatch(event -> "item.activity".equals(event.name()));
      }
    }
  }

  @Test
  void shouldShowNothingOfOtherWorkspaces() {
    // Given
    UUID mine = launch();

    try (SseReader other = SseReader.openAs(otherWorkspaceKey(), PATH);
        SseReader own = SseReader.openAs(key, PATH + "?after=0")) {
      // When
      cancel(mine);
      own.awaitAny(event -> ends(event, mine));
      other.awaitAny(event -> "ping".equals(event.comment()));

      // Then
      assertThat(other.all()).allMatch(event -> event.name() == null);
    }
    assertThat(asAdmin().body(Map.of()).post("/v1/runs/{id}/cancel", mine).getStatusCode())
        .isEqualTo(404);
  }
}
