package dev.assay.run.library.datasets;

import static dev.assay.run.library.datasets.upload.UploadFormat.CSV;
import static dev.assay.run.library.datasets.upload.UploadFormat.JSON;
import static dev.assay.run.library.datasets.upload.UploadFormat.JSONL;
import static dev.assay.run.library.datasets.upload.UploadFormat.TSV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.ParsedItem;
import dev.assay.run.library.datasets.upload.TestReaders;
import dev.assay.run.library.datasets.upload.Upload;
import dev.assay.run.library.datasets.upload.UploadFormat;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people have them: exactly what cannot be read is left out, and named. */
class ReadingTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  /** What was read of a file, and what was not. */
  private record Outcome(List<ParsedItem> items, BadLines bad) {
    List<String> bodies() {
      return items.stream().map(ParsedItem::body).toList();
    }

    List<Long> lines() {
      return bad.violations().stream().map(Violation::line).toList();
    }
  }

  private static Outcome read(byte[] file, Upload upload) {
    Outcome outcome = new Outcome(new ArrayList<>(), new BadLines(100));
    TestReaders.reader()
        .read(
            new ByteArrayInputStream(file),
            upload,
            (number, line, item) -> outcome.items().add(item),
            outcome.bad());
    return outcome;
  }

  private static Outcome read(String text, UploadFormat format) {
    return read(text.getBytes(StandardCharsets.UTF_8), Upload.of(format));
  }

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

  private static final String FIRST = "{\"input\":\"q\",\"expected\":\"a\"}";

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

  private static Stream<Arguments> headers() {
    return Stream.of(
        arguments("input,expected", ","),
        arguments("input;expected", ";"),
        arguments("input\texpected", "\t"),
        arguments("\"input\";\"expected\"", ";"),
        arguments("sep=;\ninput;expected", ";"),
        arguments("\"sep=;\"\n\"input\";\"expected\"", ";"),
        arguments("SEP=,\ninput,expected", ","),
        arguments("Input , Expected ", ","),
        arguments("\u00a0input\u00a0,\ufeffexpected", ","),
        arguments("\n ,\ninput,expected", ","));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void shouldTakeTheSeparatorOfTheHeader(String header, String separator) {
    for (String mark : List.of("", "\ufeff")) {
      for (String end : List.of("\n", "\r\n", "\r")) {
        String file = mark + header + "\n\"q\"" + separator + "a\n";
        Outcome outcome = read(file.replace("\n", end), CSV);
        assertThat(outcome.bad().violations()).as(file).isEmpty();
        assertThat(outcome.bodies()).containsExactly(FIRST);
      }
    }
  }

  @Test
  void shouldReadTabsWhereTheyAreSaid() {
    assertThat(read("input\texpected\nq\ta\n", TSV).bodies()).containsExactly(FIRST);
    assertThat(read("input\tx\nq, and; more\t\n", TSV).bodies().get(0)).contains("q, and; more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void shouldReadWideEncodings(String charset) {
    for (UploadFormat format : List.of(CSV, JSON, JSONL)) {
      String text =
          format == CSV ? "input,expected\r\nä😀,a\r\n" : "{\"input\":\"ä😀\",\"expected\":\"a\"}";
      String file = format == JSON ? "[" + text + "]" : text;
      for (String mark : List.of("\ufeff", "")) {
        byte[] bytes = (mark + file).getBytes(Charset.forName(charset));
        assertThat(read(bytes, Upload.of(format)).bodies())
            .as(format + " with mark '" + mark + "'")
            .containsExactly("{\"input\":\"ä😀\",\"expected\":\"a\"}");
      }
    }
  }

  @Test
  void shouldReadADeclaredEncoding() {
    byte[] file = "input,expected\nCafé – €5,\u00a0ü\n".getBytes(WINDOWS);
    Upload upload = new Upload(CSV, false, WINDOWS, Map.of(), false);
    assertThat(read(file, upload).bodies())
        .containsExactly("{\"input\":\"Café – €5\",\"expected\":\"\u00a0ü\"}");
    assertThat(read(file, Upload.of(CSV)).bad().lines()).isEqualTo(1);
  }

  @Test
  void shouldRefuseAnEncodingThatNobodyKnows() {
    assertThat(UploadFormat.charset(new MediaType("text", "csv", "windows-1252")))
        .isEqualTo(WINDOWS);
    assertThat(UploadFormat.charset(new MediaType("text", "csv"))).isNull();
    for (String unknown : List.of("klingon", "?", "utf 8")) {
      assertThatThrownBy(() -> UploadFormat.charset(new MediaType("text", "csv", unknown)))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining(unknown);
    }
  }

  @Test
  void shouldPassOverRowsWithoutText() {
    Outcome outcome = read("input,expected,note\n,,\nq,a,n\n,,\n \t,\u00a0,\u202f\n\n,,", CSV);
    assertThat(outcome.items()).hasSize(1);
    assertThat(outcome.bad().lines()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u00a0", "\u202f\u2007", "\"\n\"", "\ufeff", "\u200b"})
  void shouldRefuseARowWithoutAnInput(String input) {
    Outcome outcome = read("input,expected\n" + input + ",a\nq,a\n", CSV);
    assertThat(outcome.bodies()).containsExactly(FIRST);
    assertThat(outcome.bad().lines()).isEqualTo(1);
  }

  @Test
  void shouldReadEveryFieldOfAnItemFromItsColumn() {
    Outcome outcome =
        read(
            "Input,choices,context,assets,criteria,extra,note\n"
                + "q,\"[\"\"a\"\", 1.0]\",one passage,[],be brief,\"{\"\"k\"\":2}\",n\n"
                + "q,,\"[\"\"p\"\"]\",,,,\n"
                + "q,,[see above,,,,\n",
            CSV);
    assertThat(outcome.bad().violations()).isEmpty();
    assertThat(outcome.bodies())
        .containsExactly(
            "{\"input\":\"q\",\"choices\":[\"a\",1.0],\"context\":\"one passage\",\"assets\":[],"
                + "\"criteria\":\"be brief\",\"extra\":{\"k\":2,\"note\":\"n\"}}",
            "{\"input\":\"q\",\"context\":[\"p\"],\"extra\":{\"note\":\"\"}}",
            "{\"input\":\"q\",\"context\":\"[see above\",\"extra\":{\"note\":\"\"}}");
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
  void shouldKeepTextOfPeopleAsTheyWroteIt() {
    // Codes, numbers and what looks like JSON are texts; an apostrophe is no guard of ours
    for (String text :
        List.of("007", "1.50", "'-5' is what?", "'=1", "{\"a\":1}", "null", "9007199254740993")) {
      String cell = '"' + text.replace("\"", "\"\"") + '"';
      assertThat(read("input,expected\nq," + cell + "\n", CSV).bodies().get(0))
          .isEqualTo("{\"input\":\"q\",\"expected\":\"" + text.replace("\"", "\\\"") + "\"}");
    }
  }

  @Test
  void shouldTakeColumnsByTheNamesThatAreMapped() {
    Upload upload =
        new Upload(CSV, false, null, Upload.map(List.of("Question=input", "a=b=expected")), false);
    assertThat(read("question;a=b\nq;a\n".getBytes(StandardCharsets.UTF_8), upload).bodies())
        .containsExactly(FIRST);
    assertThatThrownBy(() -> Upload.map(List.of("question"))).isInstanceOf(ProblemException.class);
  }

  @Test
  void shouldNameTheColumnsAndHowToMapThem() {
    Outcome outcome = read("question,answer\nq,a\n", CSV);
    assertThat(outcome.bad().stopped()).isTrue();
    assertThat(outcome.bad().violations().get(0).message())
        .contains(
            "input, query or prompt", "the columns are: question, answer", "map=question=input");
  }

  @Test
  void shouldKeepLargeWholeNumbers() {
    String item =
        "{\"input\":\"q\",\"expected\":9007199254740993,\"extra\":{\"n\":12345678901234567890123}}";
    assertThat(read(item, JSONL).bodies()).containsExactly(item);
  }

  @Test
  void shouldKeepLineEndsWithinCells() {
    Outcome outcome = read("input,expected\r\n\"a\rb\r\n\"\"c\"\"\nd\",e\r\nq,a\r\n\r\n", CSV);
    assertThat(outcome.bodies())
        .containsExactly("{\"input\":\"a\\rb\\r\\n\\\"c\\\"\\nd\",\"expected\":\"e\"}", FIRST);
  }

  @Test
  void shouldPassOverBlankLines() {
    Outcome outcome = read(FIRST + "\r\n\r\n \u00a0\t\r\n" + FIRST + "\r\n\n\n\n", JSONL);
    assertThat(outcome.items()).hasSize(2);
    assertThat(outcome.bad().lines()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "01", "1.", "+1", "0x1"})
  void shouldRefuseWhatIsNoNumberOfJson(String number) {
    Outcome outcome =
        read(FIRST + "\n{\"input\":\"q\",\"expected\":" + number + "}\n" + FIRST, JSONL);
    assertThat(outcome.items()).hasSize(2);
    assertThat(outcome.lines()).containsExactly(2L);
  }

  @Test
  void shouldKeepNumbersBeyondDoubles() {
    String item = "{\"input\":\"q\",\"expected\":[1e400,-1e-400,1" + "0".repeat(400) + "]}";
    assertThat(read(item, JSONL).bodies()).containsExactly(item);
    assertThat(read("[" + item + "]", JSON).bodies()).containsExactly(item);
  }

  @ParameterizedTest
  @ValueSource(strings = {"input,input,expected", "input,INPUT", "input,,x", "input, "})
  void shouldRefuseAHeaderThatLeavesItOpenWhichColumnCounts(String header) {
    Outcome outcome = read(header + "\nq,a,b\n", CSV);
    assertThat(outcome.bad().stopped()).isTrue();
    assertThat(outcome.lines()).containsOnly(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"q", "q,a,b", "q;a"})
  void shouldRefuseARowOfAnotherLength(String row) {
    Outcome outcome = read("input,expected\nq,a\n" + row + "\nq,a\n", CSV);
    assertThat(outcome.items()).hasSize(2);
    assertThat(outcome.lines()).containsExactly(3L);
  }
}
