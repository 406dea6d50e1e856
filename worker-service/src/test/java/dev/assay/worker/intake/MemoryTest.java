package dev.assay.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.RunCancelled;
import dev.assay.common.part.Answer;
import dev.assay.common.part.UnitRef;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.FakeTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What an intake remembers, and for how long. */
class MemoryTest {
  private final FakeTime time = new FakeTime();

  private static ModelReply answer(ModelCall call, String text) {
    return answer(call, TextNode.valueOf(text), null);
  }

  private static ModelReply answer(ModelCall call, JsonNode output, JsonNode context) {
    Answer answer =
        new Answer(output, null, "stop", null, null, null, 1L, null, null, "m", null, false);
    return new ModelReply(call.unit(), "w1", answer, null, null, List.of(), context);
  }

  @Test
  void shouldCoverGenerationsUpToTheCancelledOne() {
    // Given
    Cancellations cancelled = new Cancellations(time);
    UUID run = UUID.randomUUID();

    // When
    assertThat(cancelled.add(new RunCancelled.Run(run, 2))).isTrue();
    assertThat(cancelled.add(new RunCancelled.Run(run, 1))).isFalse();

    // Then
    assertThat(cancelled.covers(new UnitRef(run, 0, 2))).isTrue();
    assertThat(cancelled.covers(new UnitRef(run, 0, 3))).isFalse();
    assertThat(cancelled.covers(new UnitRef(UUID.randomUUID(), 0, 1))).isFalse();
  }

  @Test
  void shouldForgetCancelsAfterAnHourOfSilence() {
    // Given
    Cancellations cancelled = new Cancellations(time);
    UUID run = UUID.randomUUID();
    cancelled.add(new RunCancelled.Run(run, 1));

    // When
    time.advance(3_600_001);
    cancelled.add(new RunCancelled.Run(UUID.randomUUID(), 1));

    // Then
    assertThat(cancelled.covers(new UnitRef(run, 0, 1))).isFalse();
  }

  @Test
  void shouldStayBounded() {
    // Given
    Cancellations cancelled = new Cancellations(time);
    UUID first = UUID.randomUUID();
    cancelled.add(new RunCancelled.Run(first, 1));
    RecentReplies recent = new RecentReplies(time);
    ModelCall firstCall = Calls.simulated().n(0).build();
    recent.keep(CallKey.of(firstCall), answer(firstCall, "a"));

    // When
    for (int i = 1; i <= 10_000; i++) {
      cancelled.add(new RunCancelled.Run(UUID.randomUUID(), 1));
      ModelCall call = Calls.simulated().n(i).build();
      recent.keep(CallKey.of(call), answer(call, "a"));
    }

    // Then
    assertThat(cancelled.covers(new UnitRef(first, 0, 1))).isFalse();
    assertThat(recent.find(CallKey.of(firstCall), null)).isNull();
    ModelCall last = Calls.simulated().n(10_000).build();
    assertThat(recent.find(CallKey.of(last), null)).isNotNull();
  }

  @Test
  void shouldRememberAnswersOnlyAndNotForEver() {
    // Given
    RecentReplies recent = new RecentReplies(time);
    ModelCall one = Calls.simulated().n(1).build();
    ModelCall two = Calls.simulated().n(2).build();

    // When
    recent.keep(CallKey.of(one), answer(one, "a"));
    recent.keep(
        CallKey.of(two),
        new ModelReply(
            two.unit(),
            "w1",
            null,
            new Failure(ErrorCode.PROVIDER_ERROR, "m"),
            null,
            List.of(),
            null));

    // Then
    assertThat(recent.find(CallKey.of(one), null)).isNotNull();
    assertThat(recent.find(CallKey.of(two), null)).isNull();
    time.advance(301_000);
    assertThat(recent.find(CallKey.of(one), null)).isNull();
  }

  @Test
  void shouldNotKeepWhatAJudgeCarriesWithItAndGiveItBackAllTheSame() {
    // Given
    RecentReplies recent = new RecentReplies(time);
    JsonNode context = TextNode.valueOf("x".repeat(1_000_000));
    ModelCall call = Calls.simulated().question("a", context).build();

    // When
    recent.keep(CallKey.of(call), answer(call, TextNode.valueOf("a"), context));

    // Then
    assertThat(recent.bytes()).isBetween(1L, 2_000L);
    JsonNode again = TextNode.valueOf("as it comes again");
    ModelReply found = recent.find(CallKey.of(call), again);
    assertThat(found.context()).isSameAs(again);
    assertThat(found.answer().output().asText()).isEqualTo("a");
  }

  @Test
  void shouldCountAnswersThatAreTreesAndKeepNoLargeOnes() {
    // Given
    RecentReplies recent = new RecentReplies(time);
    ArrayNode medium = JsonNodeFactory.instance.arrayNode();
    ArrayNode large = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 1_000; i++) {
      medium.addObject().put("text", "a hundred bytes of text, or nearly");
    }
    for (int i = 0; i < 10; i++) {
      large.addAll(medium);
    }
    ModelCall last = Calls.simulated().n(1_000).build();

    // When
    for (int i = 0; i <= 1_000; i++) {
      ModelCall call = Calls.simulated().n(i).build();
      recent.keep(CallKey.of(call), answer(call, medium, null));
    }
    ModelCall tooLarge = Calls.simulated().n(2_000).build();
    recent.keep(CallKey.of(tooLarge), answer(tooLarge, large, null));

    // Then
    assertThat(recent.bytes()).isBetween(30L * 1024 * 1024, 32L * 1024 * 1024);
    assertThat(recent.find(CallKey.of(Calls.simulated().n(0).build()), null)).isNull();
    assertThat(recent.find(CallKey.of(last), null)).isNotNull();
    assertThat(recent.find(CallKey.of(tooLarge), null)).isNull();
  }

  @Test
  void shouldTellAJudgesQuestionsApart() {
    // Given
    ModelCall one = Calls.simulated().question("a", TextNode.valueOf("context")).build();
    ModelCall two = Calls.simulated().question("b", TextNode.valueOf("context")).build();

    // Then
    assertThat(CallKey.of(one)).isNotEqualTo(CallKey.of(two));
    assertThat(CallKey.of(one)).isEqualTo(CallKey.of(one));
    assertThat(CallKey.of(one)).isNotEqualTo(CallKey.of(Calls.simulated().build()));
  }
}
