package dev.assay.run.library.datasets.items;

import java.util.List;

/** Items as their own JSON, with something before, between and behind them. */
final class JsonItems implements ItemWriter {
  private final String head;
  private final String between;
  private final String behind;
  private final String tail;
  private boolean first = true;

  JsonItems(String head, String between, String behind, String tail) {
    this.head = head;
    this.between = between;
    this.behind = behind;
    this.tail = tail;
  }

  @Override
  public String head() {
    return head;
  }

  @Override
  public String text(List<StoredItem> items) {
    StringBuilder text = new StringBuilder();
    for (StoredItem item : items) {
      text.append(first ? "" : between).append(item.line()).append(behind);
      first = false;
    }
    return text.toString();
  }

  @Override
  public String tail() {
    return tail;
  }
}
