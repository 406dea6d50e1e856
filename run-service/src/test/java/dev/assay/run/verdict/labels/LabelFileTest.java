package dev.assay.run.verdict.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelFileTest {
  private static List<String> wrong(GivenLabels labels) {
    ProblemException problem =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            ProblemException.class, labels::checked);
    return problem.violations().stream().map(v -> v.field() + ": " + v.message()).toList();
  }

  @Test
  void shouldReadAnExportWithAColumnPartlyFilledIn() {
    // Given
    String csv =
        "\uFEFFitem_id,position,output,passed,note\r\n"
            + "a,1,\"two\nlines, and a comma\",pass,\r\n"
            + "b,2,x,,\r\n"
            + "c,3,y,FALSE,\"says \"\"no\"\"\"\r\n";

    // When
    GivenLabels labels = LabelFile.csv(csv, "helpful", "ann").checked();

    // Then
    assertThat(labels.empty()).isEqualTo(1);
    assertThat(labels.content())
        .containsExactly(
            new Label("a", 1, null, "helpful", true, null, "ann", null),
            new Label("c", 3, null, "helpful", false, null, "ann", "says \"no\""));
  }

  @Test
  void shouldReadTheSeparatorsOfSpreadsheets() {
    for (String header :
        List.of(
            "item_id,passed,note",
            "item_id;passed;note",
            "item_id\tpassed\tnote",
            "\uFEFF\"item_id\";\"passed\";\"note\"",
            "sep=;\r\nitem_id;passed;note",
            "\"sep=|\"\nitem_id|passed|note")) {
      // Given
      String columns = header.substring(header.lastIndexOf('\n') + 1).replace("\"", "");
      String between = columns.substring(columns.length() - 5, columns.length() - 4);
      String csv = header + "\r\n" + String.join(between, "a", "yes", "\"x;y,z\"") + "\r\n";

      // Then
      assertThat(LabelFile.csv(csv, "helpful", null).checked().content())
          .as(header)
          .containsExactly(new Label("a", null, null, "helpful", true, null, null, "x;y,z"));
    }
    assertThat(wrong(LabelFile.csv("sep=;\nitem_id;passed\na;maybe\n", "helpful", null)))
        .isNotEmpty()
        .allMatch(what -> what.startsWith("line 3: "));
  }

  @Test
  void shouldFindItemsWhoseIdsTheExportHasGuarded() {
    // Given
    String csv = "item_id,passed\n'-17,true\n'@user/3,no\n'quoted',yes\n\" blank \",1\n";

    // Then
    assertThat(LabelFile.csv(csv, "helpful", null).checked().content())
        .extracting(Label::itemId)
        .containsExactly("-17", "@user/3", "'quoted'", " blank ");
  }

  @Test
  void shouldTellOnlySomeOfVeryMuchThatIsWrong() {
    // When
    GivenLabels labels = LabelFile.jsonl("x\n".repeat(300), "helpful", null);

    // Then
    ProblemException problem =
        org.assertj.core.api.Assertions.catchThrowableOfType(
            ProblemException.class, labels::checked);
    assertThat(problem.violations()).hasSize(100);
    assertThat(problem.getMessage()).contains("And 299 more");
  }

  @Test
  void shouldStopReadingWhenThereAreTooManyLabels() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> LabelFile.jsonl("{}\n".repeat(10_001), "helpful", null))
        .withMessageContaining("At most 10000");
  }

  @Test
  void shouldNameTheLineOfWhatIsWrongInCsv() {
    // Given
    String csv = "item_id,repeat,passed\na,0,\"yes\"\nb,x,true\nc,0,perhaps\n,0,true\n";

    // Then
    assertThat(wrong(LabelFile.csv(csv, "helpful", null)))
        .containsExactly(
            "line 3: repeat must be a whole number.",
            "line 4: passed must be true or false (or pass, fail, yes, no, 1, 0).",
            "line 4: passed is missing: say true or false, or give a score.",
            "line 5: item_id is missing: name the item, or give its position.");
  }

  @Test
  void shouldAskForTheColumnsThatItNeeds() {
    assertThat(wrong(LabelFile.csv("id,verdict\na,true\n", "helpful", null)))
        .contains(
            "line 1: one column must be named item_id or position.",
            "line 1: one column must be named passed or score.");
  }

  @Test
  void shouldReadJsonLinesWithTheirOwnScorerAndPerson() {
    // Given
    String jsonl =
        "{\"item_id\":\"a\",\"passed\":true}\n\n"
            + "{\"position\":2,\"score\":0.5,\"scorer\":\"tone\",\"by\":\"bob\"}\n";

    // Then
    assertThat(LabelFile.jsonl(jsonl, "helpful", "ann").checked().content())
        .containsExactly(
            new Label("a", null, null, "helpful", true, null, "ann", null),
            new Label(null, 2, null, "tone", null, 0.5, "bob", null));
  }

  @Test
  void shouldRefuseUnknownFieldsOfJsonLinesByName() {
    assertThat(wrong(LabelFile.jsonl("{\"item_id\":\"a\",\"pased\":true}\n", "helpful", null)))
        .singleElement()
        .asString()
        .startsWith("line 1: The field pased is not known");
  }

  @Test
  void shouldRefuseTwoVerdictsOfOnePersonOnOneAnswer() {
    // Given
    String jsonl = "{\"item_id\":\"a\",\"passed\":true}\n{\"item_id\":\"a\",\"passed\":false}\n";

    // Then
    assertThat(wrong(LabelFile.jsonl(jsonl, "helpful", null)))
        .containsExactly("line 2: is of the same answer, scorer and person as line 1.");
  }

  @Test
  void shouldRefuseWhatNoLabelCanBe() {
    // Given
    Label label = new Label("a", null, -1, " ", null, 1.5, "", null);

    // Then
    assertThat(wrong(GivenLabels.of(List.of(label), null, null)))
        .containsExactly(
            "labels[0].repeat: counts from 0.",
            "labels[0].scorer: is missing: give the key of a scorer of the run.",
            "labels[0].score: must be from 0 to 1.",
            "labels[0].by: must have 1 to 200 characters.");
  }

  @Test
  void shouldSayThatAFileWithoutVerdictsHasNoLabels() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> LabelFile.csv("item_id,passed\na,\n", "helpful", null).checked())
        .withMessageContaining("fill in the column passed or score")
        .satisfies(e -> assertThat(e.violations()).extracting(Violation::field).contains("labels"));
  }
}
