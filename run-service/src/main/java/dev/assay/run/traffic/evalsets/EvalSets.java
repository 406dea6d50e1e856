package dev.assay.run.traffic.evalsets;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.library.datasets.DatasetImport;
import dev.assay.run.library.datasets.DatasetVersion;
import dev.assay.run.library.datasets.DatasetVersions;
import dev.assay.run.library.datasets.items.DatasetItems;
import dev.assay.run.library.datasets.items.StoredItem;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.traffic.slices.SliceQuery;
import dev.assay.run.traffic.slices.SlicedRow;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Makes versions of datasets of picked traffic: the items of the newest one, and what is new. */
@ApplicationScoped
class EvalSets {
  private static final int PIECE = 1_000;

  private final Db db;
  private final DatasetVersions versions;
  private final DatasetItems items;
  private final DatasetImport datasets;

  EvalSets(Db db, DatasetVersions versions, DatasetItems items, DatasetImport datasets) {
    this.db = db;
    this.versions = versions;
    this.items = items;
    this.datasets = datasets;
  }

  /**
   * Adds what is picked to a dataset, which is made when it is not there.
   *
   * @return fails with EMPTY_DATASET when nothing is picked, with CONFLICT when a version of it was
   *     made at the same time
   */
  Uni<EvalSet> add(UUID workspaceId, String name, Selection selection, FieldMapping mapping) {
    AtomicReference<Picked> picked = new AtomicReference<>();
    return versions
        .newest(workspaceId, name)
        .flatMap(
            newest ->
                datasets
                    .after(
                        workspaceId,
                        name,
                        number(newest),
                        sink -> {
                          picked.set(new Picked(sink, mapping, selection.most()));
                          return fill(workspaceId, newest, selection, picked.get());
                        })
                    .map(made -> picked.get().told(name, made.version())));
  }

  /** What would become of it; nothing is stored. */
  Uni<EvalSet> look(UUID workspaceId, String name, Selection selection, FieldMapping mapping) {
    ItemSink nowhere = (number, line, item) -> {};
    Picked picked = new Picked(nowhere, mapping, selection.most());
    return versions
        .newest(workspaceId, name)
        .flatMap(
            newest ->
                fill(workspaceId, newest, selection, picked)
                    .map(filled -> picked.told(name, number(newest) + (picked.isNew() ? 1 : 0))));
  }

  /** Of the newest version; 0 where there is none. */
  private static int number(DatasetVersion newest) {
    return newest == null ? 0 : newest.version();
  }

  private Uni<Void> fill(
      UUID workspaceId, DatasetVersion newest, Selection selection, Picked picked) {
    SliceQuery query = selection.query(workspaceId);
    return kept(newest, picked)
        .chain(() -> InOrder.whileMore(() -> piece(workspaceId, query, picked)))
        .invoke(
            filled -> {
              if (picked.last() == null) {
                throw new ProblemException(
                    ErrorCode.EMPTY_DATASET,
                    "Nothing of the traffic is picked by that; GET /v1/traffic/requests and"
                        + " /v1/traffic/executions show what there is by the same filter.");
              }
            });
  }

  private Uni<Void> kept(DatasetVersion newest, Picked picked) {
    return newest == null
        ? Uni.createFrom().voidItem()
        : items
            .all(newest.id())
            .emitOn(Infrastructure.getDefaultWorkerPool())
            .invoke(chunk -> chunk.stream().map(StoredItem::parsed).forEach(picked::keep))
            .onItem()
            .ignoreAsUni();
  }

  private Uni<Boolean> piece(UUID workspaceId, SliceQuery query, Picked picked) {
    SliceQuery.Statement statement = query.read(picked.last(), picked.wanted(PIECE));
    return db.of(workspaceId)
        .in(Lane.READER)
        .query(statement.sql(), statement.parameters())
        // Items are large: they are read where nobody waits.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(rows -> Rows.list(rows, SlicedRow::of))
        .invoke(rows -> rows.forEach(picked::add))
        .map(rows -> !rows.isEmpty() && picked.wanted(PIECE) > 0);
  }
}
