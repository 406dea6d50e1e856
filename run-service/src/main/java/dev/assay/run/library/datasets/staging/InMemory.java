package dev.assay.run.library.datasets.staging;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Items of a request that is in memory anyway. */
final class InMemory implements ItemStore, StagedItems {
  private final List<StagedItem> items = new ArrayList<>();
  private Iterator<StagedItem> rest;

  @Override
  public void add(StagedItem item) {
    items.add(item);
  }

  @Override
  public StagedItems finish() {
    rest = items.iterator();
    return this;
  }

  @Override
  public List<StagedItem> next() {
    Batch batch = new Batch();
    while (!batch.full() && rest.hasNext()) {
      batch.add(rest.next());
    }
    return batch.items();
  }

  @Override
  public void close() {
    items.clear();
  }
}
