package dev.assay.run.library.datasets;

import static dev.assay.run.library.datasets.TestFiles.FIRST;
import static dev.assay.run.library.datasets.TestFiles.read;
import static dev.assay.run.library.datasets.upload.UploadFormat.CSV;
import static dev.assay.run.library.datasets.upload.UploadFormat.JSON;
import static dev.assay.run.library.datasets.upload.UploadFormat.JSONL;
import static dev.assay.run.library.datasets.upload.UploadFormat.TSV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.assay.run.library.datasets.TestFiles.Outcome;
import dev.assay.run.library.datasets.upload.Upload;
import dev.assay.run.library.datasets.upload.UploadFormat;
import dev.assay.run.platform.problem.ProblemException;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as people have them: everything that can be read is taken as they wrote it. */
class ReadingTest {
  private static final Charset WINDOWS = Charset.forName("windows-1252");

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

  @Test
  void shouldKeepTextOfPeopleAsTheyWroteIt() {
    // Codes, numbers and what looks like JSON are texts; an apostrophe is no guard of ours
    for (String text : List.of("'-5' is what?", "'=1", "{\"a\":1}", "null", "9007199254740993")) {
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
  void shouldKeepLargeWholeNumbers() {
    String item =
        "{\"input\":\"q\",\"expected\":9007199254740993,\"extra\":{\"n\":12345678901234567890123}}";
    assertThat(read(item, JSONL).bodies()).containsExactly(item);
  }
}
