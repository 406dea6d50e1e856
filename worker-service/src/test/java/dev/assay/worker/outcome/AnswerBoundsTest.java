package dev.assay.worker.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Answer;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.UnitRef;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerBoundsTest {
  private static AnswerDraft answer(JsonNode output, JsonNode calls, String reasoning) {
    return new AnswerDraft(output, calls, "stop", null, null, null, "m", "r", reasoning);
  }

  private static JsonNode nested(int levels) {
    JsonNode node = TextNode.valueOf("x");
    for (int i = 0; i < levels; i++) {
      node = JsonNodeFactory.instance.arrayNode().add(node);
    }
    return node;
  }

  @Test
  void shouldKeepNothingThatThoseBehindCannotRead() throws Exception {
    // Given the deepest and longest that is kept
    JsonNode deep = nested(AnswerBounds.DEEPEST);
    JsonNode text = TextNode.valueOf("x".repeat(AnswerBounds.LONGEST));
    assertThat(AnswerBounds.exceeded(answer(text, deep, null))).isNull();
    assertThat(AnswerBounds.exceeded(answer(text, nested(AnswerBounds.DEEPEST + 1), null)))
        .contains("deeper");
    assertThat(
            AnswerBounds.exceeded(
                answer(TextNode.valueOf("x".repeat(AnswerBounds.LONGEST + 1)), null, null)))
        .contains("characters");

    // When
    UnitRef unit = new UnitRef(UUID.randomUUID(), 0, 1);
    Answer answer =
        new Answer(text, deep, "stop", null, null, null, null, null, null, null, null, false);
    ModelReply reply = new ModelReply(unit, "w", answer, null, null, List.of(), null);
    ScoringItem item = new ScoringItem("i", text, text, null, null, null, null, null, deep);
    ScoringTask task =
        new ScoringTask(List.of(), List.of(new ScoringTask.Unit(unit, item, answer)), null);

    // Then
    assertThat(Envelope.read(Envelope.of(unit.runId(), reply).toBytes()).body()).isEqualTo(reply);
    assertThat(Envelope.read(Envelope.of(unit.runId(), task).toBytes()).body()).isEqualTo(task);
  }

  @Test
  void shouldBoundReasoningInBytesAndNotInTheMiddleOfACharacter() {
    AnswerDraft draft = answer(TextNode.valueOf("x"), null, "€".repeat(100));
    assertThat(AnswerBounds.trimmed(draft, 10).reasoning()).isEqualTo("€€€ [cut]");
    assertThat(AnswerBounds.trimmed(draft, 300).reasoning()).hasSize(100);
    assertThat(AnswerBounds.trimmed(draft, 0).reasoning()).isNull();
  }

  @Test
  void shouldNotBelieveCountsThatNobodyHas() {
    assertThat(AnswerBounds.plausible(new Usage(4_294_967_295L, 0, 1, 0))).isNull();
    assertThat(AnswerBounds.plausible(new Usage(1, 0, 4_294_967_295L, 0))).isNull();
    assertThat(AnswerBounds.plausible(new Usage(2_000_000, 0, 100_000, 0))).isNotNull();
    assertThat(AnswerBounds.plausible(null)).isNull();
  }
}
