package dev.assay.run.library.datasets.reading;

/** Takes items as they are read. */
@FunctionalInterface
public interface ItemSink {
  /**
   * One item, valid in itself.
   *
   * @param number told apart from other items by it: a number, or the line it begins on
   * @param line where it begins, from 1
   * @param item what was read
   */
  void accept(long number, long line, ParsedItem item);
}
