package dev.assay.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.report.VerifyReport;
import dev.assay.cli.terminal.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerificationTest {
  /** The score of the judge about the first item. */
  private static final String HELPFUL_1 =
      "\"position\":1,\"repeat\":0,\"score\":{\"key\":\"helpful\",\"metadata\":{\"replies\":[{\"output\":\"1\",\"question\":\"\"}]}";

  @TempDir private Path folder;

  @Test
  void shouldProveEveryScoreOfJudgesToo() throws Exception {
    // When
    Verification.Result result = verify(new TestCapsule());

    // Then
    assertThat(result.findings().differences()).isEmpty();
    assertThat(result.findings().verified()).isTrue();
    assertThat(result.findings().units()).isEqualTo(3);
    assertThat(result.findings().files()).isEqualTo(6);
    assertThat(result.findings().rescored())
        .containsOnly(Map.entry("same", 2L), Map.entry("helpful", 2L));
    assertThat(result.findings().notRescored()).isEmpty();
    assertThat(String.join("\n", VerifyReport.text(result)))
        .contains("VERIFIED", "6 files hashed, 3 units read, 4 scores made again")
        .contains("same: 2", "helpful: 2");
    JsonNode json = VerifyReport.json(result);
    assertThat(json.path("verified").asBoolean()).isTrue();
    assertThat(json.at("/rescored/same").asInt()).isEqualTo(2);
  }

  @Test
  void shouldTakeNoScoreWithoutAThresholdForAPass() throws Exception {
    // Given a summary that says so, and one that calls them passed all the same
    String numbers =
        "\"helpful\":{\"count\":2,\"errors\":0,\"skipped\":0,\"passed\":%s,\"mean\":1,"
            + "\"min\":1,\"max\":1,\"pass_rate\":%s}";
    String before = numbers.formatted("2", "1");

    // Then
    assertThat(verify(held().rehash()).findings().differences())
        .extracting(d -> d.subject())
        .containsExactly("helpful.passed", "helpful.pass_rate");
    TestCapsule honest = held().change("summary.json", before, numbers.formatted("0", "null"));
    assertThat(verify(honest.rehash()).findings().differences()).isEmpty();
  }

  @Test
  void shouldFindASummaryThatSaysOfOthersCorrectionsThatTheyArePeoples() throws Exception {
    // Given two samples, of which a model inferred what is right of one
    String said =
        "\"same\":{\"count\":2,\"fields\":{\"matched\":0,\"compared\":0,\"uncorrected\":0,"
            + "\"accepted\":0,\"human\":{\"samples\":%s,\"matched\":0,\"compared\":0},"
            + "\"inferred\":{\"samples\":%s,\"matched\":0,\"compared\":0}},";

    // Then
    assertThat(verify(inferred(said.formatted(1, 1))).findings().differences()).isEmpty();
    assertThat(verify(inferred(said.formatted(2, 0))).findings().differences())
        .extracting(d -> d.subject())
        .containsExactly("same.fields.human.samples", "same.fields.inferred.samples");
  }

  private static TestCapsule inferred(String summary) throws Exception {
    return new TestCapsule()
        .change(
            "items.jsonl",
            "{\"body\":{\"expected\":\"a\",\"input\":\"q\"}",
            "{\"body\":{\"expected\":\"a\",\"extra\":{\"inferred\":true},\"input\":\"q\"}")
        .change("summary.json", "\"same\":{\"count\":2,", summary)
        .rehash();
  }

  /** A capsule of a run whose summary knows what no threshold was held against. */
  private static TestCapsule held() throws Exception {
    return new TestCapsule()
        .change(
            "summary.json",
            "\"summary\":{\"scorers\":{\"same\":{",
            "\"summary\":{\"undecided\":0,\"scorers\":{\"same\":{\"threshold\":1,");
  }

  @Test
  void shouldNameTheItemAndScorerOfAChangedScore() throws Exception {
    // Given a score that somebody raised the threshold of
    TestCapsule capsule =
        new TestCapsule()
            .change(
                "scores.jsonl",
                "{\"key\":\"same\",\"passed\":true,\"score\":1",
                "{\"key\":\"same\",\"passed\":true,\"score\":0.5");

    // When
    Verification.Result result = verify(capsule);

    // Then the file is named for its hash, the scores with both values, and the sums
    List<Difference> differences = result.findings().differences();
    assertThat(differences)
        .extracting(Difference::kind, Difference::item, Difference::subject)
        .contains(
            tuple("file", null, "scores.jsonl"),
            tuple("score", "#1 q1", "same"),
            tuple("summary", null, "same.mean"));
    Difference score =
        differences.stream().filter(d -> d.kind().equals("score")).findFirst().orElseThrow();
    assertThat(score.expected()).contains("\"score\":0.5");
    assertThat(score.got()).contains("\"score\":1");
    assertThat(String.join("\n", VerifyReport.text(result)))
        .contains("DIFFERS", "score: item #1 q1, same", "expected {\"key\":\"same\"");
    assertThat(VerifyReport.json(result).path("differences").get(0).path("kind").asText())
        .isEqualTo("file");
  }

  @Test
  void shouldFindAnAnswerThatWasChangedWithItsHash() throws Exception {
    TestCapsule capsule =
        new TestCapsule().change("answers.jsonl", "\"output\":\"a\"", "\"output\":\"b\"").rehash();

    assertThat(verify(capsule).findings().differences())
        .extracting(Difference::kind, Difference::item, Difference::subject)
        .containsExactly(tuple("score", "#1 q1", "same"));
  }

  @Test
  void shouldFindAReplyOfAJudgeThatWasChangedWithItsHash() throws Exception {
    TestCapsule capsule =
        new TestCapsule()
            .change("scores.jsonl", HELPFUL_1, HELPFUL_1.replace("\"1\"", "\"0\""))
            .rehash();

    // Then the score that the reply leads to is another one
    assertThat(verify(capsule).findings().differences())
        .singleElement()
        .satisfies(
            d -> {
              assertThat(d.item() + " " + d.subject()).isEqualTo("#1 q1 helpful");
              assertThat(d.expected()).contains("\"score\":1");
              assertThat(d.got()).contains("\"score\":0");
            });
  }

  @Test
  void shouldNameAScoreWhoseJudgeRepliedNothing() throws Exception {
    String without = HELPFUL_1.replace("{\"output\":\"1\",\"question\":\"\"}", "");
    TestCapsule capsule = new TestCapsule().change("scores.jsonl", HELPFUL_1, without).rehash();

    assertThat(verify(capsule).findings().differences())
        .extracting(d -> d.kind() + " " + d.item() + " " + d.subject() + ": " + d.got())
        .containsExactly("score #1 q1 helpful: it has 0 replies");
  }

  @Test
  void shouldTakeVectorsAndQuestionsThatNobodyHeardAsTheyAre() throws Exception {
    // Given a score of vectors, and an error of a judge that could not be asked
    TestCapsule capsule =
        new TestCapsule()
            .change(
                "scores.jsonl", HELPFUL_1, HELPFUL_1.replace("\"output\":\"1\"", "\"vectors\":2"))
            .rehash();
    TestCapsule unheard =
        new TestCapsule()
            .change(
                "scores.jsonl",
                HELPFUL_1 + ",\"score\":1,\"scorer\":\"asked\",\"status\":\"success\"",
                "\"position\":1,\"repeat\":0,\"score\":{\"error\":{\"code\":\"JUDGE_FAILED\","
                    + "\"message\":\"gone\"},\"key\":\"helpful\",\"scorer\":\"asked\","
                    + "\"status\":\"error\"")
            .rehash();

    // Then neither is made again, and that is said
    Findings ofVectors = verify(capsule).findings();
    assertThat(ofVectors.differences()).isEmpty();
    assertThat(ofVectors.notRescored().get("helpful")).contains("vectors");
    Findings ofUnheard = verify(unheard).findings();
    assertThat(ofUnheard.notRescored().get("helpful")).contains("no reply");
    assertThat(ofUnheard.differences()).extracting(Difference::kind).doesNotContain("score");
  }

  @Test
  void shouldScoreTheTextAndNotItsCanonicalForm() throws Exception {
    // Given the same capsule without the text of the item whose names are in another order
    TestCapsule capsule = new TestCapsule();
    String items = capsule.files.get("items.jsonl");
    capsule.files.put("items.jsonl", items.replaceAll(",\"raw\":\\{.*}\"}", ""));
    capsule.rehash();

    // Then its score is another one
    assertThat(verify(capsule).findings().differences())
        .extracting(Difference::kind, Difference::item)
        .containsExactly(tuple("score", "#2 q2"));
  }

  @Test
  void shouldRefuseATextThatIsAnotherValue() throws Exception {
    TestCapsule capsule =
        new TestCapsule().change("items.jsonl", "\\\"b\\\":2", "\\\"b\\\":3").rehash();

    assertThat(verify(capsule).findings().differences())
        .singleElement()
        .satisfies(d -> assertThat(d.got()).contains("body under raw is another value"));
  }

  @Test
  void shouldReadItemsThatAreLongerThanAnyOneTextMayBe() throws Exception {
    // Given an item of several long texts, carried whole under raw
    String longText = "x".repeat(3_000_000);
    String body = "\\\"input\\\":\\\"q\\\"";
    TestCapsule capsule =
        new TestCapsule()
            .change(
                "items.jsonl",
                "\"b\":2},\"input\":\"q\"}",
                "\"b\":2},\"input\":\"" + longText + "\",\"extra\":\"" + longText + "\"}")
            .change(
                "items.jsonl",
                body,
                body.replace(
                    "\\\"q\\\"", "\\\"" + longText + "\\\",\\\"extra\\\":\\\"" + longText + "\\\""))
            .rehash();

    assertThat(verify(capsule).findings().differences()).isEmpty();
  }

  @Test
  void shouldAddUpCountsStatusesAndSummary() throws Exception {
    TestCapsule capsule =
        new TestCapsule()
            .change("summary.json", "\"passed\":2,\"failed\":0", "\"passed\":3,\"failed\":0")
            .change(
                "answers.jsonl",
                "\"repeat\":0,\"status\":\"passed\"}",
                "\"repeat\":0,\"status\":\"failed\"}")
            .rehash();

    assertThat(verify(capsule).findings().differences())
        .extracting(d -> d.kind() + " " + d.subject() + " " + d.expected() + " " + d.got())
        .containsExactlyInAnyOrder(
            "status status failed passed",
            "status status failed passed",
            "count passed 3 0",
            "count failed 0 2");
  }

  @Test
  void shouldNameFilesThatAreMissingOrTooMany() throws Exception {
    TestCapsule capsule = new TestCapsule();
    capsule.files.remove("attempts.jsonl");
    capsule.files.put("more.txt", "x");

    assertThat(verify(capsule).findings().differences())
        .extracting(Difference::subject)
        .containsExactly("attempts.jsonl", "more.txt");
  }

  @Test
  void shouldNameScoresOfUnitsThatAreNotThere() throws Exception {
    TestCapsule capsule =
        new TestCapsule().change("scores.jsonl", "\"position\":2", "\"position\":9").rehash();

    assertThat(verify(capsule).findings().differences())
        .extracting(Difference::subject)
        .contains("scores.jsonl", "same");
  }

  @Test
  void shouldRefuseWhatIsNoCapsuleItCanRead() throws Exception {
    Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
    Path newer = new TestCapsule().formatVersion(2).write(folder.resolve("newer.zip"));
    Verification verification = new Verification(TestCapsule::scoring);

    for (Path file : List.of(text, newer, folder.resolve("absent.zip"))) {
      assertThatThrownBy(() -> verification.verify(file))
          .as(file.toString())
          .isInstanceOf(UsageException.class);
    }
    Path good = new TestCapsule().write(folder.resolve("good.zip"));
    assertThatThrownBy(() -> new Verification(folder).verify(good))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("is missing");
  }

  @Test
  void shouldSayInWordsWhatKeepsAFileFromBeingRead() throws Exception {
    Path text = Files.writeString(folder.resolve("text.zip"), "no zip at all");
    Map<Path, String> wrong =
        Map.of(
            folder.resolve("nothing.zip"),
            "(it is not there)",
            folder,
            "(it is a folder)",
            text,
            "(it is no zip file, or damaged)");

    wrong.forEach(
        (file, sentence) ->
            assertThatThrownBy(() -> new Verification(folder).verify(file))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("Exception"));
  }

  private Verification.Result verify(TestCapsule capsule) throws Exception {
    return new Verification(TestCapsule::scoring).verify(capsule.write(folder.resolve("c.zip")));
  }
}
