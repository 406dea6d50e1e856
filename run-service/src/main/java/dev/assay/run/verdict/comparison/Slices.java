package dev.assay.run.verdict.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Items by section and by label. A dataset whose items each have a label of their own has as many
 * slices as items, of which none says anything: only the largest are looked at.
 *
 * @param largest sections and labels, the largest first
 * @param leftOut how many more there are
 */
record Slices(List<Slice> largest, int leftOut) {
  private static final int MOST = 500;

  /** The items of one section or label. */
  record Slice(String kind, String name, List<Pairing.Item> items) {}

  static Slices of(List<Pairing.Item> items) {
    List<Slice> all = new ArrayList<>();
    add("section", items, Pairing.Item::section, all);
    add("label", items, Pairing.Item::label, all);
    // The sort keeps sections before labels, and names in order, where sizes are equal.
    all.sort(Comparator.comparingInt((Slice slice) -> slice.items().size()).reversed());
    return new Slices(
        List.copyOf(all.subList(0, Math.min(MOST, all.size()))), Math.max(0, all.size() - MOST));
  }

  private static void add(
      String kind, List<Pairing.Item> items, Function<Pairing.Item, String> name, List<Slice> all) {
    Map<String, List<Pairing.Item>> byName = new TreeMap<>();
    for (Pairing.Item item : items) {
      String slice = name.apply(item);
      if (slice != null) {
        byName.computeIfAbsent(slice, n -> new ArrayList<>()).add(item);
      }
    }
    byName.forEach((slice, of) -> all.add(new Slice(kind, slice, of)));
  }
}
