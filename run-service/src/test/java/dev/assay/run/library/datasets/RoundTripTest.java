package dev.assay.run.library.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.ParsedItem;
import dev.assay.run.library.datasets.staging.ItemLine;
import dev.assay.run.library.datasets.upload.TestReaders;
import dev.assay.run.library.datasets.upload.Upload;
import dev.assay.run.library.datasets.upload.UploadFormat;
import dev.assay.run.platform.csv.CsvText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is what is read. */
class RoundTripTest {
  private static List<ParsedItem> read(String text, UploadFormat format, BadLines bad) {
    List<ParsedItem> items = new ArrayList<>();
    TestReaders.reader()
        .read(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            Upload.of(format),
            (number, line, item) -> items.add(item),
            bad);
    return items;
  }

  @Provide
  Arbitrary<String> cells() {
    return Arbitraries.strings()
        .withChars("ab ,\"'\r\n\t;é\u00a0漢\\")
        .ofMaxLength(12)
        .map(text -> "x" + text);
  }

  @Property(tries = 500)
  void shouldReadBackTheCsvThatIsWritten(
      @ForAll("cells") String input, @ForAll("cells") String note) throws IOException {
    // Given
    String csv = CsvText.row(List.of("input", "note")) + CsvText.row(List.of(input, note));
    BadLines bad = new BadLines(10);

    // When
    List<ParsedItem> items = read(csv, UploadFormat.CSV, bad);

    // Then
    assertThat(bad.lines()).isZero();
    JsonNode body = Json.mapper().readTree(items.get(0).body());
    assertThat(body.get("input").textValue()).isEqualTo(input);
    assertThat(body.get("extra").get("note").textValue()).isEqualTo(note);
  }

  @Property(tries = 500)
  void shouldReadBackTheJsonLinesThatAreWritten(
      @ForAll("cells") String input, @ForAll double number, @ForAll("cells") String key)
      throws IOException {
    // Given
    String body =
        "{\"input\":%s,\"expected\":%s,\"extra\":{%s:[null,true]}}"
            .formatted(
                Json.mapper().writeValueAsString(input),
                Double.toString(number),
                Json.mapper().writeValueAsString(key));
    BadLines bad = new BadLines(10);

    // When
    List<ParsedItem> items =
        read(ItemLine.of("id", "s", null, body) + "\n", UploadFormat.JSONL, bad);

    // Then
    assertThat(bad.lines()).isZero();
    assertThat(items).containsExactly(new ParsedItem("id", "s", null, body));
  }

  @Property(tries = 1000)
  void shouldNeverFailOnWhateverIsUploaded(@ForAll String text, @ForAll UploadFormat format) {
    // Given
    BadLines bad = new BadLines(10);

    // When
    List<ParsedItem> items = read(text, format, bad);

    // Then
    assertThat(items).allSatisfy(item -> assertThat(item.body()).startsWith("{\"input\":"));
  }
}
