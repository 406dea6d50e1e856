package dev.assay.run.library.datasets.json;

import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.Blank;
import dev.assay.run.library.datasets.reading.ItemReader;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.library.datasets.reading.TextSource;
import java.io.IOException;

/** One JSON object per line. A bad line does not stop the others from being read. */
public final class JsonLinesReader implements ItemReader {
  private final long longestLine;

  /**
   * With its limit.
   *
   * @param longestLine characters
   */
  public JsonLinesReader(long longestLine) {
    this.longestLine = longestLine;
  }

  @Override
  public void read(TextSource in, ItemSink items, BadLines bad) throws IOException {
    Lines lines = new Lines(in.reader(), longestLine);
    OneItem one = new OneItem(in.charset(), bad);
    while (lines.next()) {
      long line = lines.number();
      if (lines.tooLong()) {
        bad.add(line, null, "the line is longer than " + longestLine + " characters");
        continue;
      }
      String text = lines.text();
      if (!Blank.is(text)) {
        one.read(line, line, 1, text).ifPresent(item -> items.accept(line, line, item));
      }
    }
  }
}
