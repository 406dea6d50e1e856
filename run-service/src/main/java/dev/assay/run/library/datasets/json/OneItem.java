package dev.assay.run.library.datasets.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.json.Json;
import dev.assay.run.library.datasets.reading.BadBytes;
import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.ParsedItem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Optional;

/** Reads a piece of a file that is one item, and says where in the file it is wrong. */
final class OneItem {
  private final JsonFactory json = Json.definitionFactory();
  private final Charset charset;
  private final BadLines bad;

  OneItem(Charset charset, BadLines bad) {
    this.charset = charset;
    this.bad = bad;
  }

  /**
   * Reads.
   *
   * @param item what is counted when it is bad: its number, or its line
   * @param line where it begins, from 1
   * @param column where it begins, from 1
   * @param text one JSON value and nothing else
   */
  Optional<ParsedItem> read(long item, long line, int column, String text) throws IOException {
    Place place = new Place(item, line, column);
    int broken = BadBytes.in(text);
    if (broken >= 0) {
      String before = text.substring(0, broken);
      int row = (int) before.chars().filter(c -> c == '\n').count() + 1;
      int at = broken - before.lastIndexOf('\n');
      add(place, row, at, BadBytes.reason(text, broken, charset));
      return Optional.empty();
    }
    try (JsonParser parser = json.createParser(text)) {
      parser.nextToken();
      Optional<ParsedItem> read =
          ItemParser.parse(parser, (at, field, reason) -> add(place, at, reason));
      if (read.isPresent() && parser.nextToken() != null) {
        add(place, parser.currentTokenLocation(), "there is more behind the item");
        return Optional.empty();
      }
      return read;
    } catch (JsonProcessingException e) {
      add(place, e.getLocation(), JsonFaults.reason(e));
      return Optional.empty();
    } catch (BadValueException e) {
      bad.add(item, line, null, e.getMessage());
      return Optional.empty();
    }
  }

  /** Where a piece stands in its file. */
  private record Place(long item, long line, int column) {}

  private void add(Place place, JsonLocation at, String reason) {
    if (at == null || at.getLineNr() < 1 || at.getColumnNr() < 1) {
      bad.add(place.item(), place.line(), null, reason);
    } else {
      add(place, at.getLineNr(), at.getColumnNr(), reason);
    }
  }

  private void add(Place place, int row, int column, String reason) {
    bad.add(
        place.item(),
        place.line() + row - 1,
        row == 1 ? place.column() + column - 1 : column,
        reason);
  }
}
