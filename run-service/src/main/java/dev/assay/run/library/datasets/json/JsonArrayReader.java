package dev.assay.run.library.datasets.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.assay.common.json.Json;
import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.ItemReader;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.library.datasets.reading.ParsedItem;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** One JSON array of items. Text that is not JSON ends it: nobody knows where the next item is. */
public final class JsonArrayReader implements ItemReader {
  /** One level more than an item may have: the array around all items. */
  private final JsonFactory json =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Json.MAX_DEPTH + 1)
                  .maxStringLength(Json.MAX_STRING)
                  .build())
          .build();

  @Override
  public void read(InputStream in, ItemSink items, BadLines bad) throws IOException {
    try (JsonParser parser = json.createParser(in)) {
      if (parser.nextToken() == null) {
        return;
      }
      if (parser.currentToken() != JsonToken.START_ARRAY) {
        bad.add(1, ItemParser.column(parser), "the file must be a JSON array of items");
        return;
      }
      elements(parser, items, bad);
    } catch (JsonProcessingException e) {
      long line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      bad.add(line, JsonFaults.column(e), JsonFaults.reason(e) + "; the rest was not read");
    }
  }

  private static void elements(JsonParser parser, ItemSink items, BadLines bad) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      long line = parser.currentTokenLocation().getLineNr();
      try {
        Optional<ParsedItem> item =
            ItemParser.parse(parser, (column, field, reason) -> bad.add(line, column, reason));
        item.ifPresent(read -> items.accept(line, read));
      } catch (BadValueException e) {
        bad.add(line, null, e.getMessage() + "; the rest was not read");
        return;
      }
    }
    if (parser.nextToken() != null) {
      long line = parser.currentTokenLocation().getLineNr();
      bad.add(line, ItemParser.column(parser), "there is more after the end of the array");
    }
  }
}
