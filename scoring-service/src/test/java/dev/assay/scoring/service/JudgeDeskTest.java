package dev.assay.scoring.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.UnitRef;
import dev.assay.common.status.OutcomeClass;
import dev.assay.link.trace.UnitSpans;
import dev.assay.scoring.Scoring;
import dev.assay.scoring.engine.BuiltInScorers;
import dev.assay.scoring.engine.ScoreObserver;
import dev.assay.scoring.engine.ScoringEngine;
import dev.assay.scoring.judge.JudgeContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeDeskTest {
  private static final UnitRef UNIT = new UnitRef(Ids.next(), 1, 1);
  private final JudgeDesk desk =
      new JudgeDesk(
          new ScoringEngine(BuiltInScorers.registry(), ScoreObserver.NONE),
          new ScoringMetrics(new SimpleMeterRegistry()),
          new ScoreTraces(UnitSpans.none()));

  private static Attempt attempt(int number) {
    return new Attempt(
        number,
        "w",
        Instant.EPOCH,
        null,
        5,
        OutcomeClass.TRANSIENT,
        500,
        null,
        0,
        null,
        null,
        0.5,
        null,
        null,
        false);
  }

  private Outgoing cancelled(List<Attempt> before, List<Attempt> last) {
    return failed(ErrorCode.CANCELLED, "The run was cancelled.", before, last);
  }

  private Outgoing failed(
      ErrorCode code, String message, List<Attempt> before, List<Attempt> last) {
    ScoringTask.Judge judge =
        new ScoringTask.Judge(
            new ProviderRef("w", "p", "simulated", null, null, Map.of(), null, null, null),
            "wise",
            null,
            CallPolicy.DEFAULT,
            4);
    JudgeContext context =
        JudgeContext.begin(
                new ScorerSpec("llm_judge", "helpful", 0.8, null),
                Scoring.item(TextNode.valueOf("four")),
                Scoring.answer(TextNode.valueOf("4")),
                judge)
            .asking("", "nonce")
            .spending(before);
    Failure failure = new Failure(code, message);
    ModelReply reply = new ModelReply(UNIT, "w", null, failure, null, last, context.write());
    return desk.judgement(Envelope.of(UNIT.runId(), reply), reply);
  }

  @Test
  void shouldReportWhatAStoppedJudgeSpentAndNoScore() {
    // When
    Outgoing out = cancelled(List.of(attempt(1)), List.of(attempt(2)));

    // Then
    assertThat(out.messages()).hasSize(1);
    ScoreReport report = (ScoreReport) out.messages().get(0).message().body();
    assertThat(report.units()).isEmpty();
    assertThat(report.spent())
        .containsExactly(new ScoreReport.Spent(UNIT, "helpful", List.of(attempt(1), attempt(2))));
  }

  @Test
  void shouldReportNothingOfAJudgeThatWasStoppedBeforeItWasAsked() {
    assertThat(cancelled(List.of(), List.of()).messages()).isEmpty();
  }

  @Test
  void shouldSayThatTheProviderRefusesEveryQuestion() {
    // When
    Outgoing out =
        failed(
            ErrorCode.PROVIDER_AUTH,
            "Provider acme does not accept the credential.",
            List.of(),
            List.of(attempt(1)));

    // Then
    ScoreReport report = (ScoreReport) out.messages().get(0).message().body();
    assertThat(report.units().get(0).scores().get(0).error())
        .isEqualTo(
            new Failure(
                ErrorCode.PROVIDER_AUTH,
                "The judge could not be asked: Provider acme does not accept the credential."));
  }

  @Test
  void shouldNotSaySoOfAFailureThatMayPass() {
    // When
    Outgoing out = failed(ErrorCode.PROVIDER_TIMEOUT, "Too slow.", List.of(), List.of(attempt(1)));

    // Then
    ScoreReport report = (ScoreReport) out.messages().get(0).message().body();
    assertThat(report.units().get(0).scores().get(0).error().code())
        .isEqualTo(ErrorCode.JUDGE_FAILED);
  }
}
