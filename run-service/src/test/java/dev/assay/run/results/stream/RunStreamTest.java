package dev.assay.run.results.stream;

import static dev.assay.run.results.stream.TestStreams.awaitNobody;
import static dev.assay.run.results.stream.TestStreams.path;
import static dev.assay.run.testing.Lab.launchOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.message.UnitActivity;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a reader of a run sees: where it begins, what comes, and each number once. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class RunStreamTest {
  @Inject Lab lab;
  @Inject MeterRegistry metrics;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @AfterEach
  void stop() {
    awaitNobody(metrics);
  }

  private static List<Long> upTo(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  @Test
  void shouldBeginWithReadyAndASnapshotAndFollowToTheEnd() {
    // Given
    UUID run = lab.held(worker, 10);
    long seen = lab.show(run).getLong("last_seq");

    try (SseReader reader = SseReader.open(path(run))) {
      // When
      worker.release();
      reader.awaitEnd();

      // Then
      assertThat(reader.status()).isEqualTo(200);
      assertThat(reader.header("Content-Type")).startsWith("text/event-stream");
      assertThat(reader.header("Cache-Control")).isEqualTo("no-store");
      assertThat(reader.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(reader.header("Content-Encoding")).isNull();
      assertThat(reader.all().get(0).comment()).isEqualTo("ready");
      SseReader.Event snapshot = reader.all().get(1);
      assertThat(snapshot.name()).isEqualTo("run.snapshot");
      assertThat(snapshot.id()).isNull();
      assertThat(snapshot.field("/id")).isEqualTo(run.toString());
      List<SseReader.Event> stored = reader.stored();
      assertThat(reader.numbers())
          .isEqualTo(
              LongStream.rangeClosed(
                      Math.max(seen, snapshotSeq(snapshot)) + 1, lab.show(run).getLong("last_seq"))
                  .boxed()
                  .toList());
      SseReader.Event last = stored.get(stored.size() - 1);
      assertThat(last.name()).isEqualTo("run.status");
      assertThat(last.field("/to")).isEqualTo("successful");
      assertThat(last.field("/verdict")).isEqualTo("none");
    }
  }

  private static long snapshotSeq(SseReader.Event snapshot) {
    return Long.parseLong(snapshot.field("/last_seq"));
  }

  @Test
  void shouldTellEverySettledItem() {
    // Given
    worker.answeringOne(
        call -> call.itemId().equals("item-1") ? Replies.wrong(call) : Replies.right(call));
    UUID run = lab.launch(launchOf(4));
    lab.awaitEnd(run);

    try (SseReader reader = SseReader.open(path(run) + "?after=0")) {
      // When
      reader.awaitEnd();

      // Then
      List<String> items = new ArrayList<>();
      reader.stored().stream()
          .filter(event -> event.name().equals("items.settled"))
          .forEach(event -> items.add(event.data()));
      assertThat(String.join("", items))
          .contains("\"position\":1", "\"position\":4", "\"status\":\"failed\"", "exact_match");
      assertThat(reader.stored()).allMatch(event -> event.field("/run_id").equals(run.toString()));
      assertThat(reader.stored())
          .allMatch(event -> event.field("/seq").equals(Long.toString(event.number())));
    }
  }

  @Test
  void shouldReplayWhatWasMissed() {
    // Given
    UUID run = lab.launch(launchOf(5));
    lab.awaitEnd(run);
    long last = lab.show(run).getLong("last_seq");

    for (SseReader reader :
        List.of(
            SseReader.open(path(run) + "?after=0"),
            SseReader.open(path(run), "Last-Event-ID", "0"),
            SseReader.open(path(run) + "?after=" + (last - 1), "Last-Event-ID", "0"))) {
      try (reader) {
        // When
        reader.awaitEnd();

        // Then
        assertThat(reader.numbers()).isEqualTo(upTo(last));
        assertThat(reader.all()).noneMatch(event -> "run.snapshot".equals(event.name()));
      }
    }
  }

  @Test
  void shouldTellToReadTheRunAgainWhenHistoryIsGone() {
    // Given
    UUID run = lab.held(worker, 2);
    lab.all("delete from events where run_id = $1 and seq <= 1", run);

    try (SseReader reader = SseReader.open(path(run) + "?after=0")) {
      // When
      reader.awaitAny(event -> "resync".equals(event.name()));
      worker.release();
      reader.awaitEnd();

      // Then
      assertThat(reader.all().get(1).name()).isEqualTo("resync");
      assertThat(reader.all().get(1).number()).isPositive();
      assertThat(reader.numbers()).doesNotHaveDuplicates().isSorted();
      assertThat(reader.numbers().get(reader.numbers().size() - 1))
          .isEqualTo(lab.show(run).getLong("last_seq"));
    }
  }

  @Test
  void shouldShowEachNumberOnceWhenReconnectingInTheMiddleOfABurst() {
    // Given
    Map<String, Object> launch = launchOf(150);
    launch.put("concurrency", 8);
    UUID run = lab.launch(launch);
    List<Long> seen = new ArrayList<>();
    seen.add(0L);

    // When
    boolean over = false;
    while (!over) {
      String after = Long.toString(seen.get(seen.size() - 1));
      try (SseReader reader = SseReader.open(path(run), "Last-Event-ID", after)) {
        if (reader.status() == 204) {
          over = true;
        } else {
          await().atMost(Lab.LONG).until(() -> reader.ended() || reader.stored().size() >= 7);
          seen.addAll(reader.numbers());
        }
      }
    }

    // Then
    assertThat(seen.subList(1, seen.size())).isEqualTo(upTo(lab.show(run).getLong("last_seq")));
  }

  @Test
  void shouldShowTheSameToEveryReader() {
    // Given
    UUID run = lab.held(worker, 18);
    List<SseReader> readers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      readers.add(SseReader.open(path(run) + "?after=0"));
    }

    // When
    worker.release();
    readers.forEach(SseReader::awaitEnd);

    // Then
    List<Long> all = upTo(lab.show(run).getLong("last_seq"));
    assertThat(readers).allSatisfy(reader -> assertThat(reader.numbers()).isEqualTo(all));
    readers.forEach(SseReader::close);
  }

  @Test
  void shouldHandOnWhatWorkersTell() {
    // Given
    UUID run = lab.held(worker, 2);

    try (SseReader reader = SseReader.open(path(run))) {
      reader.awaitAny(event -> "run.snapshot".equals(event.name()));

      // When
      worker.tell(
          new UnitActivity.Event(
              worker.held(run).get(1).unit(), UnitActivity.Kind.TEXT, "so far", null));

      // Then
      reader.awaitAny(event -> "item.activity".equals(event.name()));
      SseReader.Event activity =
          reader.all().stream()
              .filter(event -> "item.activity".equals(event.name()))
              .findFirst()
              .orElseThrow();
      assertThat(activity.id()).isNull();
      assertThat(activity.field("/text")).isEqualTo("so far");
      assertThat(activity.field("/kind")).isEqualTo("text");
      assertThat(activity.field("/position")).isEqualTo("2");
    }
  }

  @Test
  void shouldShowTheTextOfAnItemGrow() {
    // Given a streaming target, and a reader who is there in time
    Map<String, Object> launch = new HashMap<>(launchOf(1));
    launch.put("target", Map.of("provider", "simulated", "model", "sim", "stream", true));
    worker.holding(call -> true);
    UUID run = lab.launch(launch);
    await().atMost(Lab.LONG).until(() -> worker.held(run).size() == 1);
    assertThat(worker.held(run).get(0).request().stream()).isTrue();

    try (SseReader reader = SseReader.open(path(run))) {
      reader.awaitAny(event -> "run.snapshot".equals(event.name()));

      // When a worker tells of the text so far, again and again
      List<String> texts = List.of("To be", "To be, or not", "To be, or not to be");
      for (String text : texts) {
        worker.tell(
            new UnitActivity.Event(
                worker.held(run).get(0).unit(), UnitActivity.Kind.TEXT, text, null));
        reader.awaitAny(event -> text.equals(event.field("/text")));
      }

      // Then the reader saw all of it in order, none of it stored
      assertThat(
              reader.all().stream()
                  .filter(event -> "item.activity".equals(event.name()))
                  .map(event -> event.field("/text"))
                  .toList())
          .isEqualTo(texts);
      assertThat(
              lab.one(
                      "select count(*) as k from events where run_id = $1 and type ="
                          + " 'item.activity'",
                      run)
                  .getLong("k"))
          .isZero();
    }
  }
}
