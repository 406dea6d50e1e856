package dev.assay.run.engine.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.UnitRef;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which of two replies for one unit counts when both come in one batch. */
class BetterReplyTest {
  private static final UUID RUN = UUID.randomUUID();

  private static ModelReply parked(int generation, Integer handOut) {
    JsonNode context =
        handOut == null ? null : JsonNodeFactory.instance.objectNode().put("hand_out", handOut);
    return new ModelReply(
        new UnitRef(RUN, 0, generation), "w", null, null, Instant.EPOCH, List.of(), context);
  }

  private static ModelReply failed(int generation) {
    Failure failure = new Failure(ErrorCode.PROVIDER_ERROR, "m");
    return new ModelReply(
        new UnitRef(RUN, 0, generation), "w", null, failure, null, List.of(), null);
  }

  /** In whatever order they come. */
  private static void shouldWin(ModelReply one, ModelReply other) {
    assertThat(AnswerIntake.better(one, other)).isSameAs(one);
    assertThat(AnswerIntake.better(other, one)).isSameAs(one);
  }

  @Test
  void shouldTakeTheNewerGenerationBeforeAnythingElse() {
    shouldWin(parked(2, 1), failed(1));
    shouldWin(parked(2, 1), parked(1, 7));
  }

  @Test
  void shouldTakeAResultBeforeARequestToWait() {
    shouldWin(failed(1), parked(1, 9));
  }

  @Test
  void shouldTakeTheRequestToWaitOfTheNewerHandOut() {
    shouldWin(parked(1, 3), parked(1, 2));
    shouldWin(parked(1, 1), parked(1, null));
  }

  @Test
  void shouldKeepTheFirstOfTwoThatSayTheSame() {
    ModelReply first = parked(1, 2);
    assertThat(AnswerIntake.better(first, parked(1, 2))).isSameAs(first);
  }
}
