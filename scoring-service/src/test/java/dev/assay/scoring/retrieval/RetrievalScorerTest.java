package dev.assay.scoring.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.status.ScoreStatus;
import dev.assay.scoring.Scoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Precision and recall at k over ids. */
class RetrievalScorerTest {
  private static JsonNode json(String text) {
    return text == null ? null : Scoring.json(text);
  }

  private static ScoringItem item(String expected, String context, String extra) {
    return new ScoringItem(
        "1",
        TextNode.valueOf("q"),
        json(expected),
        null,
        json(context),
        null,
        null,
        null,
        json(extra));
  }

  private static Score score(String scorer, String params, ScoringItem item, String output) {
    return Scoring.score(
        new ScorerSpec(scorer, null, null, Scoring.json(params)),
        item,
        Scoring.answer(Scoring.json(output)));
  }

  // By hand, by the definitions of trec_eval's P_k and recall_k.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "precision_at_k | {\"k\": 1} | [a,b,c] | [a,c] | 1",
        "precision_at_k | {\"k\": 2} | [a,b,c] | [a,c] | 0.5",
        "precision_at_k | {\"k\": 3} | [a,b,c] | [a,c] | 0.6666666666666666",
        "precision_at_k | {\"k\": 5} | [a,b,c] | [a,c] | 0.4",
        "precision_at_k | {}           | [a,b,c] | [a,c] | 0.6666666666666666",
        "precision_at_k | {\"k\": 3} | []      | [a,c] | 0",
        "precision_at_k | {\"k\": 2} | [a,a,c] | [a,c] | 1",
        "precision_at_k | {\"k\": 2} | [A,b]   | [a]   | 0",
        "recall_at_k    | {\"k\": 1} | [a,b,c] | [a,c] | 0.5",
        "recall_at_k    | {\"k\": 3} | [a,b,c] | [a,c] | 1",
        "recall_at_k    | {\"k\": 9} | [a,b,c] | [a,c,d,e] | 0.5",
        "recall_at_k    | {}           | [a,b,c] | [c]   | 1",
        "recall_at_k    | {}           | []      | [c]   | 0",
        "recall_at_k    | {}           | [a,a]   | [a,a,b] | 0.5",
        "recall_at_k    | {}           | [1,2]   | [2.0,7] | 0.5"
      })
  void shouldDivideHitsByKOrByWhatIsExpected(
      String scorer, String params, String found, String wanted, double expected) {
    // Given
    ScoringItem item = item(null, null, "{\"expected_documents\": %s}".formatted(quoted(wanted)));

    // When
    Score score = score(scorer, params, item, quoted(found));

    // Then
    assertThat(score.status()).isEqualTo(ScoreStatus.SUCCESS);
    assertThat(score.score()).isEqualTo(expected);
  }

  private static String quoted(String list) {
    return list.replaceAll("([A-Za-z]+)", "\"$1\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "the answer        | - | {} | [\"a\"] | Nobody has said which documents",
        "- | - | - | [\"a\"] | Nobody has said which documents",
        "[] | - | - | [\"a\"] | No document should be found",
        "[\"a\", {}] | - | - | [\"a\"] | Expected document 2 has no id",
        "[\"a\"] | - | - | \"prose\" | It is not known what was found",
        "[\"a\"] | - | - | \"as said in [1] and [2]\" | It is not known what was found",
        "[\"a\"] | [\"a\", \"b\"] | - | [\"a\"] | Found document 1 has no id",
        "[\"a\"] | [{\"id\": \"a\"}, {\"content\": \"b\"}] | - | [\"a\"] | Found document 2 has no id"
      })
  void shouldNotMeasureWhatNobodyKnows(
      String expected, String context, String extra, String output, String why) {
    // Given
    String value = expected != null && !expected.startsWith("[") ? "\"x\"" : expected;
    ScoringItem item = item(value, context, extra);

    // When / Then
    for (String scorer : new String[] {"precision_at_k", "recall_at_k"}) {
      Score score = score(scorer, "{\"k\": 3}", item, output);
      assertThat(score.status()).isEqualTo(ScoreStatus.SKIPPED);
      assertThat(score.score()).isNull();
      assertThat(score.reason()).startsWith(why);
    }
  }

  @Test
  void shouldNotLookBeyondTheFirstOnes() {
    // Given a document without an id after those that are looked at
    ScoringItem item = item("[\"a\"]", "[{\"id\": \"a\"}, {\"content\": \"b\"}]", null);

    // When / Then
    assertThat(score("precision_at_k", "{\"k\": 1}", item, "null").score()).isEqualTo(1);
  }

  @Test
  void shouldHaveNoPrecisionOfNothingWithoutK() {
    Score score = score("precision_at_k", "{}", item("[\"a\"]", null, null), "[]");
    assertThat(score.status()).isEqualTo(ScoreStatus.SKIPPED);
    assertThat(score.reason()).startsWith("No document was found");
  }

  @Test
  void shouldReadWhatShouldBeFoundWhereverItIsSaid() {
    String found = "[{\"id\": \"a\"}, {\"id\": \"b\"}]";
    for (ScoringItem item :
        new ScoringItem[] {
          item(null, found, "{\"expected_documents\": [\"b\", \"c\"]}"),
          item(null, found, "{\"expected_documents\": \"[\\\"b\\\", \\\"c\\\"]\"}"),
          item("[\"a\"]", found, "{\"metadata\": {\"expected_documents\": [\"b\", \"c\"]}}"),
          item(
              "{\"answer\": \"x\", \"documents\": [{\"id\": \"b\"}, {\"id\": \"c\"}]}",
              found,
              null),
          item("[\"b\", \"c\"]", found, null)
        }) {
      Score score = score("recall_at_k", "{}", item, "\"an answer\"");
      assertThat(score.score()).isEqualTo(0.5);
      assertThat(score.metadata().get("missing").get(0).asText()).isEqualTo("c");
      assertThat(score.reason())
          .isEqualTo("Of the first 2 documents 1 should be found, of 2 that should be.");
    }
  }
}
