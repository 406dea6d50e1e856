package dev.assay.run.library.datasets.json;

import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.ItemReader;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.library.datasets.reading.ParsedItem;
import dev.assay.run.library.datasets.reading.TextSource;
import java.io.IOException;
import java.util.Optional;

/**
 * One JSON array of items. An element that is not JSON is left out as a whole, unless its brackets
 * or quotes are not in pairs: then nobody knows where the next one begins, and nothing is read on.
 */
public final class JsonArrayReader implements ItemReader {
  private final int longestItem;

  /**
   * With its limit.
   *
   * @param longestItem characters
   */
  public JsonArrayReader(int longestItem) {
    this.longestItem = longestItem;
  }

  @Override
  public void read(TextSource in, ItemSink items, BadLines bad) throws IOException {
    ArrayElements elements = new ArrayElements(in.reader(), longestItem);
    try {
      if (elements.begin() && elements.next()) {
        OneItem one = new OneItem(in.charset(), bad);
        long number = 1;
        element(number, elements, one, items, bad);
        while (elements.more()) {
          elements.next();
          number++;
          element(number, elements, one, items, bad);
        }
        elements.end();
      } else {
        emptyEnd(elements);
      }
    } catch (ArrayElements.UnclearException e) {
      bad.stop(e.line(), e.column(), e.getMessage());
    }
  }

  private static void emptyEnd(ArrayElements elements) throws IOException {
    if (elements.line() > 0) {
      boolean unused = elements.more();
      elements.end();
    }
  }

  private void element(
      long number, ArrayElements elements, OneItem one, ItemSink items, BadLines bad)
      throws IOException {
    long line = elements.line();
    if (elements.tooLong()) {
      bad.add(number, line, null, "the item is longer than " + longestItem + " characters");
      return;
    }
    if (elements.text().isEmpty()) {
      bad.add(number, line, elements.column(), "an item is missing beside this comma");
      return;
    }
    long before = bad.lines();
    Optional<ParsedItem> item = one.read(number, line, elements.column(), elements.text());
    if (bad.lines() > before && elements.unclearQuotes()) {
      throw new ArrayElements.UnclearException(
          line,
          elements.column(),
          "a quote of this item is not closed, so nobody can tell where the next one begins");
    }
    item.ifPresent(read -> items.accept(number, line, read));
  }
}
