package dev.assay.run.library.datasets;

import dev.assay.common.id.Ids;
import dev.assay.run.library.datasets.DatasetRepository.Locked;
import dev.assay.run.library.datasets.staging.Staged;
import dev.assay.run.library.datasets.staging.StagedItem;
import dev.assay.run.library.datasets.staging.StagedItems;
import dev.assay.run.platform.db.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Stores a version with its items: one statement per about a thousand items. */
@ApplicationScoped
class VersionWriter {
  private static final String ITEMS =
      """
      insert into items (dataset_version_id, position, item_id, section, label, body)
      select $1, i.position, i.id, i.section, i.label, i.body::json
      from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[])
        as i (position, id, section, label, body)
      """;

  private final DatasetVersionRepository repository;

  VersionWriter(DatasetVersionRepository repository) {
    this.repository = repository;
  }

  /** What became of a version: the same content is never stored twice. */
  record Written(DatasetVersion version, boolean made) {}

  /** Stores it, or finds the version that has the same content. */
  Uni<Written> write(Locked dataset, Staged staged) {
    return repository
        .find("dataset = ?1 and sha256 = ?2", dataset.row(), staged.sha256())
        .<DatasetVersionEntity>firstResult()
        .flatMap(
            same ->
                same == null
                    ? insert(dataset, staged)
                    : Uni.createFrom().item(new Written(same.view(), false)));
  }

  private Uni<Written> insert(Locked dataset, Staged staged) {
    DatasetVersionEntity made = new DatasetVersionEntity();
    made.id = Ids.next();
    made.dataset = dataset.row();
    made.version = ++dataset.row().latestVersion;
    made.sha256 = staged.sha256();
    made.itemCount = staged.count();
    made.sections = new DatasetVersionEntity.Counts();
    made.sections.putAll(staged.sections());
    made.truths = staged.truths();
    dataset.row().updatedAt = dataset.now();
    return repository
        .persistAndFlush(made)
        .call(() -> items(made.id, staged.items()))
        .map(version -> new Written(version.view(), true));
  }

  /** Batches come off the disk on a worker thread, one at a time: the next after the last. */
  private static Uni<Void> items(UUID versionId, StagedItems items) {
    return Sessions.blocking(items::next)
        .repeat()
        .until(List::isEmpty)
        .onItem()
        .transformToUniAndConcatenate(batch -> batch(versionId, batch))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<Integer> batch(UUID versionId, List<StagedItem> batch) {
    return Sessions.statements()
        .change(
            ITEMS,
            versionId,
            batch.stream().map(StagedItem::position).toArray(Integer[]::new),
            texts(batch, StagedItem::id),
            texts(batch, StagedItem::section),
            texts(batch, StagedItem::label),
            texts(batch, StagedItem::body));
  }

  private static String[] texts(List<StagedItem> batch, Function<StagedItem, String> column) {
    return batch.stream().map(column).toArray(String[]::new);
  }
}
