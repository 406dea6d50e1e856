package dev.assay.run.verdict.comparison;

import dev.assay.run.verdict.comparison.query.UnitResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two sides laid over each other by item. Between single runs only repeats that both have are
 * taken; between aliases, which hold several runs, every answer to an item counts towards its mean.
 *
 * @param items the items that both sides have, in the order of the first
 * @param onlyBaseline items that only the first has
 * @param onlyOther items that only the second has
 */
record Pairing(List<Item> items, List<String> onlyBaseline, List<String> onlyOther) {
  /**
   * One item on both sides.
   *
   * @param baseline its answers there
   * @param other its answers there
   * @param matched whether both lists are of the same repeats in the same order
   */
  record Item(String id, List<UnitResult> baseline, List<UnitResult> other, boolean matched) {
    String section() {
      return baseline.get(0).section();
    }

    String label() {
      return baseline.get(0).label();
    }
  }

  /** Pairs two sides. */
  static Pairing of(Contestant baseline, Contestant other) {
    Map<String, List<UnitResult>> first = baseline.items();
    Map<String, List<UnitResult>> second = other.items();
    boolean single = baseline.single() && other.single();
    List<Item> items = new ArrayList<>();
    List<String> onlyBaseline = new ArrayList<>();
    first.forEach(
        (id, ours) -> {
          List<UnitResult> theirs = second.get(id);
          Item item = theirs == null ? null : item(id, ours, theirs, single);
          if (item == null) {
            onlyBaseline.add(id);
          } else {
            items.add(item);
          }
        });
    List<String> onlyOther = second.keySet().stream().filter(id -> !first.containsKey(id)).toList();
    return new Pairing(items, onlyBaseline, onlyOther);
  }

  private static Item item(
      String id, List<UnitResult> ours, List<UnitResult> theirs, boolean single) {
    if (!single) {
      return new Item(id, ours, theirs, false);
    }
    Map<Integer, UnitResult> byRepeat = new LinkedHashMap<>();
    theirs.forEach(unit -> byRepeat.put(unit.repeat(), unit));
    List<UnitResult> left = ours.stream().filter(u -> byRepeat.containsKey(u.repeat())).toList();
    List<UnitResult> right = left.stream().map(u -> byRepeat.get(u.repeat())).toList();
    return left.isEmpty() ? null : new Item(id, left, right, true);
  }
}
