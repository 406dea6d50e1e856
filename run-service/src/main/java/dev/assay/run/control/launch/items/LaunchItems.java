package dev.assay.run.control.launch.items;

import dev.assay.common.part.ScoringItem;
import dev.assay.run.library.datasets.DatasetVersion;
import java.util.List;

/**
 * The items of a run.
 *
 * @param version that they are
 * @param unstored what is in it when it is not stored, else null
 */
public record LaunchItems(DatasetVersion version, List<ScoringItem> unstored) {
  /** Those of a version that is stored. */
  public static LaunchItems stored(DatasetVersion version) {
    return new LaunchItems(version, null);
  }
}
