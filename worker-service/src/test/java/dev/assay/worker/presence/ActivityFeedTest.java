package dev.assay.worker.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.UnitActivity;
import dev.assay.common.message.UnitActivity.Event;
import dev.assay.common.message.UnitActivity.Kind;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.testing.Calls;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActivityFeedTest {
  private final List<UnitActivity> published = new ArrayList<>();
  private final ActivityFeed feed = new ActivityFeed("w1", published::add);

  private static Attempt attempt(OutcomeClass outcome) {
    return new Attempt(
        1, "w1", null, null, 1, outcome, null, null, 0, null, null, null, null, null, false);
  }

  private List<Event> events(Kind kind) {
    return published.stream()
        .flatMap(a -> a.events().stream())
        .filter(e -> e.kind() == kind)
        .toList();
  }

  @Test
  void shouldSampleStartsAndFailuresPerRunAndSecond() {
    // When: two thousand calls in a second
    for (int i = 0; i < 2_000; i++) {
      ModelCall call = Calls.simulated().n(i).build();
      feed.started(call, () -> null);
      feed.ended(call, attempt(OutcomeClass.TRANSIENT));
      if (i % 200 == 199) {
        feed.flush();
      }
    }

    // Then
    assertThat(events(Kind.STARTED)).hasSize(20);
    assertThat(events(Kind.ATTEMPT_FAILED)).hasSize(20);
    assertThat(published).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void shouldSayTheBeginningOfWhatIsAsked() {
    // Given a long text whose 120th character is the first half of a pair
    String text = "x".repeat(119) + "\uD83D\uDE00" + "y".repeat(1_000_000);

    // When
    feed.started(asking(TextNode.valueOf("short")), () -> null);
    feed.started(asking(TextNode.valueOf(text)), () -> null);
    feed.started(asking(Json.mapper().createArrayNode()), () -> null);
    feed.flush();

    // Then
    assertThat(events(Kind.STARTED))
        .extracting(Event::input)
        .containsExactly("short", "x".repeat(119), null);
  }

  private static ModelCall asking(JsonNode content) {
    return Calls.simulated()
        .messages(
            new ChatMessage("system", TextNode.valueOf("Be brief.")),
            new ChatMessage("user", content))
        .build();
  }

  @Test
  void shouldSampleTextsInTurnAtTwentyASecond() {
    // Given
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      feed.started(Calls.simulated().stream().n(i).build(), text::toString);
    }

    // When
    for (int i = 0; i < 10; i++) {
      text.append("word ");
      feed.flush();
    }

    // Then
    assertThat(events(Kind.TEXT)).hasSize(20);
    assertThat(events(Kind.TEXT)).extracting(e -> e.unit().n()).doesNotHaveDuplicates();
    assertThat(events(Kind.TEXT).get(0).text()).isEqualTo("word ");
  }

  @Test
  void shouldSayNothingOfCallsThatAreOver() {
    // Given
    ModelCall call = Calls.simulated().stream().build();
    feed.started(call, () -> "text");

    // When
    feed.ended(call, attempt(OutcomeClass.OK));
    feed.flush();
    published.clear();
    feed.flush();

    // Then
    assertThat(published).isEmpty();
  }

  @Test
  void shouldSayNothingOfWhatJudgesAreAsked() {
    // Given
    ModelCall call = Calls.simulated().stream().question("q1", null).build();

    // When
    feed.started(call, () -> "text");
    feed.flush();
    feed.ended(call, attempt(OutcomeClass.TRANSIENT));
    feed.flush();

    // Then
    assertThat(published).isEmpty();
  }
}
