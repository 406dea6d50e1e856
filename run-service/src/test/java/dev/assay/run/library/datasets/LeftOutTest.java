package dev.assay.run.library.datasets;

import static dev.assay.run.library.datasets.TestFiles.FIRST;
import static dev.assay.run.library.datasets.TestFiles.read;
import static dev.assay.run.library.datasets.upload.UploadFormat.CSV;
import static dev.assay.run.library.datasets.upload.UploadFormat.JSON;
import static dev.assay.run.library.datasets.upload.UploadFormat.JSONL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.library.datasets.TestFiles.Outcome;
import dev.assay.run.library.datasets.upload.Upload;
import dev.assay.run.library.datasets.upload.UploadFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files as people have them: exactly what cannot be read is left out, and named. The three files of
 * the report x-skip-count are the ones of 2,000 rows with a bad byte, and with an open quote, and
 * the array of 1,000 elements.
 */
class LeftOutTest {
  private static byte[] joined(Object... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Object part : parts) {
      if (part instanceof String text) {
        all.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      } else {
        all.write((Integer) part);
      }
    }
    return all.toByteArray();
  }

  private static String rows(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "q" + i + ",a" + i + "\n")
        .collect(Collectors.joining());
  }

  private static String elements(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "{\"input\":\"q" + i + "\"},\n")
        .collect(Collectors.joining());
  }

  @Test
  void shouldLeaveOutOnlyTheRowWithABadByte() {
    // Given 2,000 rows, and a dash of Windows-1252 in the 1,000th
    byte[] file = joined("input,expected\n", rows(1, 1000), "a ", 0x96, " b,x\n", rows(1001, 2001));

    // When
    Outcome outcome = read(file, Upload.of(CSV));

    // Then
    assertThat(outcome.items()).hasSize(1999);
    assertThat(outcome.bad().lines()).isEqualTo(1);
    assertThat(outcome.bad().stopped()).isFalse();
    assertThat(outcome.lines()).containsExactly(1001L);
    assertThat(outcome.bad().violations().get(0).message())
        .contains("column input is not valid UTF-8: byte 0x96 (in Windows-1252 it is –)")
        .contains("charset=windows-1252");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x80, 0xC0, 0xE9, 0xFF})
  void shouldLeaveOutOnlyWhatHoldsABadByte(int bad) {
    for (UploadFormat format : List.of(JSONL, JSON)) {
      // Given three items of which the second is bad
      String open = format == JSON ? "[\n" : "\n";
      String end = format == JSON ? ",\n" : "\n";
      byte[] file =
          joined(
              open,
              FIRST,
              end,
              "{\"input\":\"a",
              bad,
              "b\"}",
              end,
              FIRST,
              format == JSON ? "]" : "");

      // When
      Outcome outcome = read(file, Upload.of(format));

      // Then
      assertThat(outcome.bodies()).containsExactly(FIRST, FIRST);
      assertThat(outcome.lines()).containsExactly(3L);
      assertThat(outcome.bad().violations().get(0).column()).isEqualTo(12);
    }
  }

  @Test
  void shouldNotPairAnEscapeWithABadByte() {
    Outcome outcome = read(joined("{\"input\":\"\\ud83d", 0x80, "\"}"), Upload.of(JSONL));
    assertThat(outcome.items()).isEmpty();
    assertThat(outcome.bad().lines()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"input\": }",
        "{\"input\": oops}",
        "{\"input\":\"a\" \"b\"}",
        "{\"input\":\"a\",}",
        "{'input':'a'}",
        "{\"input\":\"line\nend\"}",
        "{\"input\":NaN}",
        "oops",
        "{\"input\":[{\"role\":\"user\"},{\"role\":oops}]}",
        "{\"inptu\":\"a\"}",
        ""
      })
  void shouldLeaveOutOnlyTheBrokenElementOfAnArray(String broken) {
    // Given 999 good ones around it
    String file = "[" + elements(0, 500) + broken + ",\n" + elements(500, 998) + FIRST + "]";

    // When
    Outcome outcome = read(file, JSON);

    // Then
    assertThat(outcome.items()).hasSize(999);
    assertThat(outcome.bad().lines()).isEqualTo(1);
    assertThat(outcome.bad().stopped()).isFalse();
    assertThat(outcome.lines().get(0)).isEqualTo(501L);
  }

  @Test
  void shouldCountElementsOfOneLineEachForItself() {
    Outcome outcome = read("[{\"input\":1},{\"input\":\"a\"},{\"nope\":1},{\"input\":oops}]", JSON);
    assertThat(outcome.items()).hasSize(1);
    assertThat(outcome.bad().lines()).isEqualTo(3);
    assertThat(outcome.bad().violations().get(0).column()).isEqualTo(3);
  }

  @Test
  void shouldNameTheLineWithinAnElement() {
    Outcome outcome =
        read("[\n{\n\"input\":\"a\",\n\"nope\":1\n},\n{\"input\":\"b\",\n\"id\":{}}\n]", JSON);
    assertThat(outcome.lines()).containsExactly(4L, 7L);
    assertThat(outcome.bad().lines()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"input\":\"a\"",
        "{\"input\":[1}",
        "{\"input\":\"a}",
        "{\"input\":\"a\"}}",
        "{\"input\":\"a\"]"
      })
  void shouldNotGuessWhereTheNextElementOfAnArrayBegins(String broken) {
    Outcome outcome =
        read("[\n" + FIRST + ",\n" + broken + ",\n" + elements(0, 9) + FIRST + "]", JSON);
    assertThat(outcome.bad().stopped()).isTrue();
    assertThat(outcome.lines()).contains(3L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[{\"input\":\"a\"}", "[{\"input\":\"a\"},", "[", "[{\"input\":\"a\"}] x", "{}"})
  void shouldNotTakeAPartOfAnArrayForTheWhole(String text) {
    assertThat(read(text, JSON).bad().stopped()).isTrue();
  }

  @Test
  void shouldLeaveOutOnlyTheRowWithAnOpenQuote() {
    // Given 2,000 rows, and a quote that is opened in the third and never closed
    String file = "input,expected\n" + rows(1, 3) + "\"q3,a3\n" + rows(4, 2001);

    // When
    Outcome outcome = read(file, CSV);

    // Then
    assertThat(outcome.items()).hasSize(1999);
    assertThat(outcome.bad().lines()).isEqualTo(1);
    assertThat(outcome.bad().stopped()).isFalse();
    assertThat(outcome.lines()).containsExactly(4L);
  }

  @Test
  void shouldLeaveOutOnlyTheRowWithAnOpenQuoteBeforeQuotedOnes() {
    Outcome outcome = read("input,expected\na,\"b\nc,d\ne,\"f, g\"\nh,\"i\nj\"\n", CSV);
    assertThat(outcome.bodies())
        .containsExactly(
            "{\"input\":\"c\",\"expected\":\"d\"}",
            "{\"input\":\"e\",\"expected\":\"f, g\"}",
            "{\"input\":\"h\",\"expected\":\"i\\nj\"}");
    assertThat(outcome.lines()).containsExactly(4L);
    assertThat(outcome.bad().lines()).isEqualTo(1);
  }

  @Test
  void shouldNotTakeLinesOfACellForRows() {
    // Given a cell of three lines whose closing quote has text behind it
    Outcome outcome =
        read("input,expected\n\"first\nsecond, with a comma\nthird\" x,y\na,b\n", CSV);
    assertThat(outcome.bad().stopped()).isTrue();
    Outcome single = read("input\n\"first\nsecond\nthird\" x\nb\n", CSV);
    assertThat(single.bad().stopped()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u00a0", "\u202f\u2007", "\"\n\"", "\ufeff", "\u200b"})
  void shouldRefuseARowWithoutAnInput(String input) {
    Outcome outcome = read("input,expected\n" + input + ",a\nq,a\n", CSV);
    assertThat(outcome.bodies()).containsExactly(FIRST);
    assertThat(outcome.bad().lines()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "choices\na|b",
        "choices\n\"{\"\"a\"\":1}\"",
        "assets\nx.png",
        "extra\n[1]",
        "expected:json\nParis",
        "expected:json\n1 2",
        "context:json\n5"
      })
  void shouldRefuseACellThatIsNotWhatItsFieldHolds(String column) {
    String[] lines = column.split("\n");
    Outcome outcome = read("input," + lines[0] + "\nq," + lines[1] + "\n", CSV);
    assertThat(outcome.items()).isEmpty();
    assertThat(outcome.lines()).containsExactly(2L);
  }

  @Test
  void shouldNameTheColumnsAndHowToMapThem() {
    Outcome outcome = read("question,answer\nq,a\n", CSV);
    assertThat(outcome.bad().stopped()).isTrue();
    assertThat(outcome.bad().violations().get(0).message())
        .contains(
            "input, query or prompt", "the columns are: question, answer", "map=question=input");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Infinity", "01", "1.", "+1", "0x1"})
  void shouldRefuseWhatIsNoNumberOfJson(String number) {
    Outcome outcome =
        read(FIRST + "\n{\"input\":\"q\",\"expected\":" + number + "}\n" + FIRST, JSONL);
    assertThat(outcome.items()).hasSize(2);
    assertThat(outcome.lines()).containsExactly(2L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"input,INPUT", "input,,x", "input, "})
  void shouldRefuseAHeaderThatLeavesItOpenWhichColumnCounts(String header) {
    Outcome outcome = read(header + "\nq,a,b\n", CSV);
    assertThat(outcome.bad().stopped()).isTrue();
    assertThat(outcome.lines()).containsOnly(1L);
  }

  @Test
  void shouldNotTakeAnotherSeparatorForTheOneOfTheHeader() {
    Outcome outcome = read("input,expected\nq,a\nq;a\nq,a\n", CSV);
    assertThat(outcome.items()).hasSize(2);
    assertThat(outcome.lines()).containsExactly(3L);
  }
}
