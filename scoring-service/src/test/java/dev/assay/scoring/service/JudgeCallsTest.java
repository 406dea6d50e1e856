package dev.assay.scoring.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.id.Ids;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.UnitRef;
import dev.assay.scoring.Scoring;
import dev.assay.scoring.judge.JudgeContext;
import dev.assay.scoring.scorer.Question;
import dev.assay.scoring.scorer.UnansweredException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JudgeCallsTest {
  private static ModelCall call(Instant deadline) {
    ScoringTask.Judge judge =
        new ScoringTask.Judge(
            new ProviderRef("w", "p", "simulated", null, null, Map.of(), null, null, null),
            "wise",
            null,
            CallPolicy.DEFAULT,
            4,
            deadline);
    JudgeContext context =
        JudgeContext.begin(
            new ScorerSpec("llm_judge", "helpful", 0.8, null),
            Scoring.item(TextNode.valueOf("four")),
            Scoring.answer(TextNode.valueOf("4")),
            judge);
    return new JudgeCalls()
        .call(
            new UnitRef(Ids.next(), 1, 1),
            context,
            new UnansweredException(new Question.Vectors("", List.of("4")), "", false));
  }

  @Test
  void shouldKeepToTheDeadlineOfTheTaskFromTheFirstQuestion() {
    // Given
    Instant deadline = Instant.parse("2026-11-20T12:00:00Z");

    // Then
    assertThat(call(deadline).deadlineAt()).isEqualTo(deadline);
    assertThat(JudgeContext.read(call(deadline).context()).judge().deadlineAt())
        .isEqualTo(deadline);
  }

  @Test
  void shouldLeaveTheDeadlineToTheFirstAttemptWhereTheTaskHasNone() {
    assertThat(call(null).deadlineAt()).isNull();
  }
}
