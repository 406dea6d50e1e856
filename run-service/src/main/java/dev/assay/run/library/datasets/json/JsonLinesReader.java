package dev.assay.run.library.datasets.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.json.Json;
import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.ItemReader;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.library.datasets.reading.ParsedItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One JSON object per line. A bad line does not stop the others from being read. */
public final class JsonLinesReader implements ItemReader {
  private final JsonFactory json = Json.boundedFactory();
  private final long longestLine;

  /**
   * With its limit.
   *
   * @param longestLine bytes
   */
  public JsonLinesReader(long longestLine) {
    this.longestLine = longestLine;
  }

  @Override
  public void read(InputStream in, ItemSink items, BadLines bad) throws IOException {
    Lines lines = new Lines(in, longestLine);
    while (lines.next()) {
      if (lines.tooLong()) {
        bad.add(lines.number(), null, "the line is longer than " + longestLine + " bytes");
      } else if (!lines.blank()) {
        line(lines, bad).ifPresent(item -> items.accept(lines.number(), item));
      }
    }
  }

  private Optional<ParsedItem> line(Lines lines, BadLines bad) throws IOException {
    long number = lines.number();
    try (JsonParser parser = json.createParser(lines.bytes(), 0, lines.length())) {
      parser.nextToken();
      Optional<ParsedItem> item =
          ItemParser.parse(parser, (column, field, reason) -> bad.add(number, column, reason));
      if (item.isPresent() && parser.nextToken() != null) {
        bad.add(number, ItemParser.column(parser), "more than one JSON value on the line");
        return Optional.empty();
      }
      return item;
    } catch (JsonProcessingException e) {
      bad.add(number, JsonFaults.column(e), JsonFaults.reason(e));
      return Optional.empty();
    } catch (BadValueException e) {
      bad.add(number, null, e.getMessage());
      return Optional.empty();
    }
  }
}
