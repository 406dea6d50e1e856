package dev.assay.run.traffic.slices.spans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.traffic.requests.TrafficKind;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceOwnersTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final OffsetDateTime T0 = OffsetDateTime.parse("2026-11-01T10:00:00Z");

  private final List<SpanLine> spans = new ArrayList<>();
  private final List<TraceRecord> records = new ArrayList<>();

  private void span(String id, String parent, String kind, int from, int to) {
    spans.add(
        new SpanLine(
            id,
            parent,
            T0.plusSeconds(from),
            T0.plusSeconds(to),
            kind,
            id,
            null,
            false,
            kind.equals("agent"),
            100));
  }

  private TraceRecord.Key record(TrafficKind kind, String id, int from, int to) {
    TraceRecord record = new TraceRecord(kind, id, T0.plusSeconds(to), (to - from) * 1_000L);
    records.add(record);
    return record.key();
  }

  private TraceRecord.Key request(String id, int from, int to) {
    return record(TrafficKind.REQUEST, id, from, to);
  }

  private TraceRecord.Key execution(String id, int from, int to) {
    return record(TrafficKind.AGENT_EXECUTION, id, from, to);
  }

  private TraceOwners owners() {
    return TraceOwners.of(TRACE, spans, records);
  }

  private static List<String> ids(List<SpanLine> lines) {
    return lines.stream().map(SpanLine::spanId).toList();
  }

  @Test
  void shouldGiveAnExecutionAllThatLiesBelowIt() {
    // Given
    span("root", null, "agent", 0, 10);
    span("look", "root", "retriever", 1, 2);
    span("chat", "root", "llm", 3, 9);
    span("tool", "chat", "tool", 4, 5);
    TraceRecord.Key execution = execution(TRACE, 0, 10);
    TraceRecord.Key request = request(TRACE + "-chat", 3, 9);

    // When
    TraceOwners owners = owners();

    // Then
    assertThat(ids(owners.of(execution))).containsExactly("root", "look", "chat", "tool");
    assertThat(owners.of(request)).isEmpty();
    assertThat(owners.executionOf(request)).isEqualTo(TRACE);
    assertThat(owners.executionOf(execution)).isNull();
  }

  @Test
  void shouldGiveWhatNoExecutionHoldsToTheRequestThatCameNext() {
    // Given
    span("chain", null, "chain", 0, 20);
    span("look1", "chain", "retriever", 1, 2);
    span("chat1", "chain", "llm", 3, 5);
    span("look2", "chain", "retriever", 6, 7);
    span("chat2", "chain", "llm", 8, 10);
    span("late", "chain", "tool", 11, 12);
    TraceRecord.Key first = request(TRACE + "-chat1", 3, 5);
    TraceRecord.Key second = request(TRACE + "-chat2", 8, 10);

    // When
    TraceOwners owners = owners();

    // Then
    assertThat(ids(owners.of(first))).containsExactly("look1", "chat1");
    assertThat(ids(owners.of(second))).containsExactly("chain", "look2", "chat2", "late");
  }

  @Test
  void shouldTellTwoExecutionsOfOneTraceApart() {
    // Given: the second was called from another process, below the first.
    span("front", null, "agent", 0, 20);
    span("look1", "front", "retriever", 1, 2);
    span("back", "front", "agent", 5, 15);
    span("look2", "back", "retriever", 6, 7);
    TraceRecord.Key outer = execution(TRACE, 0, 20);
    TraceRecord.Key inner = execution(TRACE + "-back", 5, 15);

    // When
    TraceOwners owners = owners();

    // Then
    assertThat(ids(owners.of(outer))).containsExactly("front", "look1");
    assertThat(ids(owners.of(inner))).containsExactly("back", "look2");
  }

  @Test
  void shouldGiveATraceThatHasNoRootToItsOnlyExecution() {
    // Given
    span("work", "gone", "agent", 0, 10);
    span("inside", "work", "tool", 1, 2);
    span("beside", "also-gone", "retriever", 3, 4);
    TraceRecord.Key execution = execution(TRACE, 0, 10);

    // Then
    assertThat(ids(owners().of(execution))).containsExactly("work", "inside", "beside");
  }

  @Test
  void shouldComeToAnEndWhereSpansAreAboveEachOther() {
    // Given
    span("a", "b", "chain", 0, 5);
    span("b", "a", "retriever", 1, 2);
    span("self", "self", "tool", 1, 2);
    span("chat", "a", "llm", 6, 8);
    TraceRecord.Key request = request(TRACE + "-chat", 6, 8);

    // Then
    assertThat(ids(owners().of(request))).containsExactlyInAnyOrder("a", "b", "self", "chat");
  }

  @Test
  void shouldFindAnExecutionThatWasLoggedByItself() {
    // Given
    span("look", null, "retriever", 1, 2);
    span("tool", null, "tool", 3, 4);
    TraceRecord.Key own = execution("order-17", 0, 5);

    // Then
    assertThat(ids(owners().of(own))).containsExactly("look", "tool");
  }

  @Test
  void shouldOwnNothingWhereNothingWasLogged() {
    span("look", null, "retriever", 1, 2);
    assertThat(owners().of(new TraceRecord.Key(TrafficKind.REQUEST, "other"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldGiveEachSpanToExactlyOneWhateverTheTraceIsLike(long seed) {
    // Given
    Random random = new Random(seed);
    String[] kinds = {"llm", "retriever", "tool", "agent", "chain", "other"};
    for (int i = 0; i < 60; i++) {
      String parent = random.nextInt(4) == 0 ? null : "s" + random.nextInt(70);
      int from = random.nextInt(100);
      span("s" + i, parent, kinds[random.nextInt(kinds.length)], from, from + random.nextInt(20));
    }
    spans.stream()
        .filter(span -> span.kind().equals("llm"))
        .forEach(span -> request(TRACE + "-" + span.spanId(), 0, random.nextInt(100)));
    spans.stream()
        .filter(span -> span.kind().equals("agent") && random.nextBoolean())
        .forEach(span -> execution(TRACE + "-" + span.spanId(), 0, random.nextInt(100)));
    request("logged", 0, 50);
    Collections.shuffle(records, random);

    // When
    TraceOwners owners = owners();

    // Then
    List<String> all =
        records.stream().flatMap(record -> ids(owners.of(record.key())).stream()).toList();
    assertThat(all)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 60).mapToObj(i -> "s" + i).toList());
  }
}
