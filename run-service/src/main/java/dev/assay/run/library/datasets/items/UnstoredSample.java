package dev.assay.run.library.datasets.items;

import dev.assay.common.part.ScoringItem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sample that {@link SampleItems} would read, of items that are not stored. */
final class UnstoredSample {
  private UnstoredSample() {}

  static List<ScoringItem> of(
      List<ScoringItem> items, int size, Set<String> sections, List<String> only) {
    List<ScoringItem> ordered =
        items.stream()
            .filter(item -> only == null || only.contains(item.section()))
            .sorted(Comparator.comparing(item -> md5(item.id())))
            .toList();
    Map<String, Integer> ofSection = new HashMap<>();
    List<ScoringItem> sample = new ArrayList<>();
    for (ScoringItem item : ordered) {
      int nth = item.section() == null ? 0 : ofSection.merge(item.section(), 1, Integer::sum);
      boolean wanted =
          item.section() != null
              && sections.contains(item.section())
              && nth <= SampleItems.PER_SECTION;
      if (sample.size() < size || wanted) {
        sample.add(item);
      }
    }
    return sample;
  }

  /** The order is PostgreSQL's: no secret hangs on it. */
  private static String md5(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }
}
