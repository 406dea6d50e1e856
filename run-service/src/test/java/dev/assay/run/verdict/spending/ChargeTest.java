package dev.assay.run.verdict.spending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.UnitRef;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChargeTest {
  private static Attempt attempt(OutcomeClass outcome, Usage usage, Double cost, boolean unknown) {
    return new Attempt(
        1,
        "w",
        Instant.EPOCH,
        null,
        5,
        outcome,
        null,
        null,
        0,
        null,
        usage,
        cost,
        null,
        null,
        unknown);
  }

  private static ModelReply reply(Answer answer, Attempt... attempts) {
    return new ModelReply(
        new UnitRef(Ids.next(), 0, 1), "w", answer, null, null, List.of(attempts), null);
  }

  private static Answer answer() {
    return new Answer(null, null, "stop", null, null, null, 5L, null, 1.0, "m", null, false);
  }

  @Test
  void shouldCountWhatFailedAttemptsWereChargedBesideTheAnswer() {
    // Given a refusal, an answer that was cut and charged, one of which nobody knows, and the last
    ModelReply reply =
        reply(
            answer(),
            attempt(OutcomeClass.RATE_LIMITED, null, null, false),
            attempt(OutcomeClass.TRANSIENT, new Usage(10, 0, 5, 0), 0.5, false),
            attempt(OutcomeClass.TIMEOUT, null, null, true),
            attempt(OutcomeClass.OK, new Usage(10, 0, 5, 0), 1.0, false));

    // Then
    assertThat(Charge.ofOthers(reply))
        .containsExactly(new Charge(0.5, true), new Charge(null, true));
  }

  @Test
  void shouldCountAllAttemptsWhereThereIsNoAnswer() {
    assertThat(
            Charge.ofOthers(
                reply(null, attempt(OutcomeClass.TRANSIENT, new Usage(1, 0, 1, 0), 0.5, false))))
        .containsExactly(new Charge(0.5, true));
    assertThat(Charge.ofOthers(reply(answer()))).isEmpty();
  }
}
