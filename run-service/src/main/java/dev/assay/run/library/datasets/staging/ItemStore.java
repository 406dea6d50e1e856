package dev.assay.run.library.datasets.staging;

/** Keeps items between reading and storing. */
interface ItemStore extends AutoCloseable {
  /** Keeps one more. May block. */
  void add(StagedItem item);

  /** No more will come: from now on they can be taken. */
  StagedItems finish();

  /** Frees what holds them. */
  @Override
  void close();
}
