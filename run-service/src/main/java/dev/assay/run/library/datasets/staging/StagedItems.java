package dev.assay.run.library.datasets.staging;

import java.util.List;

/** Items that wait to be stored, given out batch by batch. */
public interface StagedItems extends AutoCloseable {
  /** The next ones in order, about a thousand; empty at the end. May block. */
  List<StagedItem> next();

  /** Frees what holds them. */
  @Override
  void close();
}
