package dev.assay.run.library.datasets.reading;

import java.io.IOException;
import java.io.InputStream;

/** Reads items from a file of one format. */
public interface ItemReader {
  /**
   * Reads the whole stream. What is wrong with a line goes to {@code bad}, and reading goes on
   * where the format allows it. Blocks.
   */
  void read(InputStream in, ItemSink items, BadLines bad) throws IOException;
}
