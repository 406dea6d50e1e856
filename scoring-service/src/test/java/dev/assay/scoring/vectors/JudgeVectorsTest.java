package dev.assay.scoring.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.Scoring;
import dev.assay.scoring.judge.ScriptedJudge;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the vector file whose judge has a mocked reply and stands for one of ours. */
class JudgeVectorsTest {
  private static final double TOLERANCE = 1e-9;

  static List<Vector> rows() {
    return Vector.all().stream().filter(v -> JudgeFamily.RUN.containsKey(v.scorer())).toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shouldMakeOfRepliesWhatTheReferenceDoes(Vector vector) {
    // Given
    JudgeFamily family = JudgeFamily.RUN.get(vector.scorer());
    ScriptedJudge judge = judge(vector, family);
    // When
    Score score =
        judge.score(
            new ScorerSpec(family.scorer(), null, null, family.params(vector)),
            item(vector),
            answer(vector));
    // Then
    String rule = JudgeFamily.ruleAgainst(vector);
    if (rule != null) {
      assertThat(score.status()).as(rule).isEqualTo(JudgeFamily.statusBy(rule));
      if (score.status() == ScoreStatus.SUCCESS) {
        assertThat(score.score()).as(rule).isEqualTo(1);
        assertThat(vector.referenceFails()).as(rule).isTrue();
      } else {
        assertThat(score.score()).as(rule).isNull();
        assertThat(score.error() == null).as(rule).isEqualTo(score.status() == ScoreStatus.SKIPPED);
      }
    } else if (vector.referenceFails()) {
      assertThat(score.status()).isEqualTo(ScoreStatus.ERROR);
      assertThat(score.error().code()).isEqualTo(ErrorCode.JUDGE_UNPARSABLE);
    } else {
      assertThat(score.error()).isNull();
      assertThat(score.score()).isCloseTo(vector.score().doubleValue(), within(TOLERANCE));
    }
  }

  /** Replies in order; when they are used up, the last one again: a judge that does not learn. */
  private static ScriptedJudge judge(Vector vector, JudgeFamily family) {
    JsonNode vectors = vector.options().get("embeddings");
    if (family.scorer().equals("embedding_similarity")) {
      return ScriptedJudge.replying(vectors);
    }
    List<JsonNode> replies = new ArrayList<>();
    vector
        .options()
        .get("judge_replies")
        .forEach(r -> replies.add(r.isObject() ? family.reply().apply(r) : r));
    Iterator<JsonNode> next = replies.iterator();
    JsonNode last = replies.get(replies.size() - 1);
    return ScriptedJudge.of((question, messages) -> next.hasNext() ? next.next() : last);
  }

  private static JsonNode payload(Vector vector, String name) {
    JsonNode payload = vector.options().path("payload");
    return payload.get(name);
  }

  private static ScoringItem item(Vector vector) {
    JsonNode input = payload(vector, "input");
    JsonNode context = payload(vector, "context");
    JsonNode passages = context != null ? JsonNodeFactory.instance.arrayNode().add(context) : null;
    return new ScoringItem(
        "1",
        input == null ? TextNode.valueOf("Q?") : input,
        vector.expected(),
        null,
        passages,
        null,
        null,
        null,
        null);
  }

  private static Answer answer(Vector vector) {
    return Scoring.answer(vector.output());
  }
}
