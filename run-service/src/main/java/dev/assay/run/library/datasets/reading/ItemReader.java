package dev.assay.run.library.datasets.reading;

import java.io.IOException;

/** Reads items from a file of one format. */
public interface ItemReader {
  /**
   * Reads the whole file. What is wrong with an item goes to {@code bad}, and reading goes on
   * behind it where that place is known. Blocks.
   */
  void read(TextSource in, ItemSink items, BadLines bad) throws IOException;
}
