package dev.assay.run.traffic.hints;

import dev.assay.run.traffic.outcome.Truth;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A few failures that show every field which fails: greedily the one that shows most fields not
 * shown yet (set cover), of those one that a person corrected rather than a model or nobody, and of
 * those the one with fewest errors, which is the easiest to read.
 */
final class Representatives {
  private static final int MOST = 8;

  private Representatives() {}

  /**
   * An item with errors.
   *
   * @param itemId whose it is
   * @param position of the item
   * @param fields in which it is wrong
   * @param truth who said what is right; null where the item does not say
   * @param note what somebody said of it, null for nothing
   */
  @Schema(name = "FailingItem")
  public record Failing(
      String itemId,
      int position,
      List<String> fields,
      @Nullable Truth truth,
      @Nullable String note) {
    /** A dataset that does not say whose its expectations are has them of people. */
    private boolean byAPerson() {
      return truth == null || truth == Truth.HUMAN;
    }
  }

  /** Eight at most, the first shows most. */
  static List<Failing> of(List<Failing> all) {
    List<Failing> chosen = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    while (chosen.size() < MOST) {
      Failing best = null;
      long most = 0;
      for (Failing one : all) {
        long fresh = one.fields().stream().filter(field -> !shown.contains(field)).count();
        if (fresh > most || (fresh == most && fresh > 0 && better(one, best))) {
          best = one;
          most = fresh;
        }
      }
      if (best == null) {
        break;
      }
      chosen.add(best);
      shown.addAll(best.fields());
    }
    return chosen;
  }

  private static boolean better(Failing one, Failing best) {
    return one.byAPerson() == best.byAPerson()
        ? one.fields().size() < best.fields().size()
        : one.byAPerson();
  }
}
