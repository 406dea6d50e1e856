package dev.assay.run.library.datasets;

import dev.assay.common.id.Ids;
import dev.assay.run.library.datasets.staging.Staged;
import dev.assay.run.library.datasets.staging.StagedItem;
import dev.assay.run.library.datasets.staging.StagedItems;
import dev.assay.run.platform.db.Db;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Stores a version with its items: one statement per about a thousand items. */
@ApplicationScoped
class VersionWriter {
  private static final String SAME_CONTENT =
      "select "
          + DatasetVersion.COLUMNS
          + " from dataset_versions v join datasets d on d.id = v.dataset_id"
          + " where v.dataset_id = $1 and v.sha256 = $2";

  private static final String INSERT =
      """
      with d as (
        update datasets set latest_version = latest_version + 1, updated_at = now()
        where id = $2 returning id, name, latest_version),
      v as (
        insert into dataset_versions (id, dataset_id, version, sha256, item_count, sections)
        select $1, d.id, d.latest_version, $3, $4, $5 from d returning *)
      select v.id, d.name, v.version, v.item_count, v.sha256, v.sections, v.created_at from v, d
      """;

  private static final String ITEMS =
      """
      insert into items (dataset_version_id, position, item_id, section, label, body)
      select $1, i.position, i.id, i.section, i.label, i.body::json
      from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[])
        as i (position, id, section, label, body)
      """;

  /** What became of a version: the same content is never stored twice. */
  record Written(DatasetVersion version, boolean made) {}

  /**
   * Stores it, or finds the version that has the same content.
   *
   * @param tx holds the lock on the dataset
   */
  Uni<Written> write(SqlConnection tx, Dataset dataset, Staged staged) {
    return Db.query(tx, SAME_CONTENT, dataset.id(), staged.sha256())
        .flatMap(
            rows ->
                DatasetVersions.only(rows)
                    .map(same -> Uni.createFrom().item(new Written(same, false)))
                    .orElseGet(() -> insert(tx, dataset, staged)));
  }

  private static Uni<Written> insert(SqlConnection tx, Dataset dataset, Staged staged) {
    JsonObject sections = new JsonObject();
    staged.sections().forEach(sections::put);
    return Db.query(tx, INSERT, Ids.next(), dataset.id(), staged.sha256(), staged.count(), sections)
        .map(rows -> DatasetVersion.of(rows.iterator().next()))
        .call(version -> items(tx, version.id(), staged.items()))
        .map(version -> new Written(version, true));
  }

  /** Batches come off the disk on a worker thread, one at a time: the next after the last. */
  private static Uni<Void> items(SqlConnection tx, UUID versionId, StagedItems items) {
    return Uni.createFrom()
        .item(items::next)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .repeat()
        .until(List::isEmpty)
        .onItem()
        .transformToUniAndConcatenate(batch -> batch(tx, versionId, batch))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<Integer> batch(SqlConnection tx, UUID versionId, List<StagedItem> batch) {
    return Db.query(
            tx,
            ITEMS,
            versionId,
            batch.stream().map(StagedItem::position).toArray(Integer[]::new),
            texts(batch, StagedItem::id),
            texts(batch, StagedItem::section),
            texts(batch, StagedItem::label),
            texts(batch, StagedItem::body))
        .map(rows -> rows.rowCount());
  }

  private static String[] texts(List<StagedItem> batch, Function<StagedItem, String> column) {
    return batch.stream().map(column).toArray(String[]::new);
  }
}
