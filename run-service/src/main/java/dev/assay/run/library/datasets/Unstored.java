package dev.assay.run.library.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.library.datasets.staging.Staged;
import dev.assay.run.library.datasets.staging.StagedItem;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.runs.ItemRows;
import java.util.ArrayList;
import java.util.List;

/**
 * Items that were read and are not stored.
 *
 * @param version as it would be, without id, number (0) and time
 * @param items in order
 */
public record Unstored(DatasetVersion version, List<ScoringItem> items) {
  static Unstored of(String name, Staged staged) {
    List<ScoringItem> items = new ArrayList<>();
    for (List<StagedItem> next = staged.items().next();
        !next.isEmpty();
        next = staged.items().next()) {
      next.forEach(item -> items.add(read(item)));
    }
    return new Unstored(
        new DatasetVersion(null, name, 0, staged.count(), staged.sha256(), staged.sections(), null),
        items);
  }

  private static ScoringItem read(StagedItem item) {
    return ItemRows.read(
        item.id(), item.section(), item.label(), JsonColumns.read(item.body(), JsonNode.class));
  }
}
