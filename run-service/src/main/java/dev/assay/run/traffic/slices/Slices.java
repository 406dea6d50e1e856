package dev.assay.run.traffic.slices;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.control.launch.items.LaunchItems;
import dev.assay.run.control.launch.items.StoredAnswers;
import dev.assay.run.library.datasets.DatasetImport;
import dev.assay.run.library.datasets.DatasetVersion;
import dev.assay.run.library.datasets.reading.ItemSink;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.ItemRows;
import dev.assay.run.runs.TrafficSource;
import dev.assay.run.traffic.slices.spans.FrozenSpans;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The traffic of a source as items of a run. Launched, they are frozen as a version of a dataset:
 * what a run measured stays what it was, whatever is corrected or deleted afterwards.
 */
@ApplicationScoped
public class Slices implements StoredAnswers {
  private static final int PIECE = 1_000;
  private static final int LOOKED_AT = 500;
  // Held in memory, each with all that happened on its way.
  private static final int LOOKED_AT_WITH_SPANS = 50;

  private final Db db;
  private final DatasetImport datasets;
  private final SliceCounts counts;
  private final FrozenSpans spans;

  Slices(Db db, DatasetImport datasets, SliceCounts counts, FrozenSpans spans) {
    this.spans = spans;
    this.db = db;
    this.datasets = datasets;
    this.counts = counts;
  }

  @Override
  public Uni<LaunchItems> items(
      UUID workspaceId, TrafficSource source, Set<String> spanKinds, boolean store) {
    return (store
            ? frozen(workspaceId, source, spanKinds).map(LaunchItems::stored)
            : some(workspaceId, source, spanKinds))
        .onFailure(Slices::isEmpty)
        .recoverWithUni(nothing -> counts.whyEmpty(workspaceId, source).map(Slices::empty));
  }

  private static boolean isEmpty(Throwable e) {
    return e instanceof ProblemException problem && problem.code() == ErrorCode.EMPTY_DATASET;
  }

  private static LaunchItems empty(String reason) {
    throw new ProblemException(
        ErrorCode.EMPTY_DATASET, reason, List.of(new Violation("target.traffic", reason)));
  }

  private Uni<DatasetVersion> frozen(
      UUID workspaceId, TrafficSource source, Set<String> spanKinds) {
    return datasets.frozen(
        workspaceId, SliceName.of(source), sink -> fill(workspaceId, source, spanKinds, sink));
  }

  /** Gives a sink all items of a source, some at a time; it is called on worker threads. */
  private Uni<Void> fill(
      UUID workspaceId, TrafficSource source, Set<String> spanKinds, ItemSink sink) {
    SliceQuery query = SliceQuery.of(workspaceId, source);
    Filling filling = new Filling(sink, source.limit() == null ? Long.MAX_VALUE : source.limit());
    return InOrder.whileMore(() -> piece(workspaceId, query, spanKinds, filling));
  }

  private Uni<Boolean> piece(
      UUID workspaceId, SliceQuery query, Set<String> spanKinds, Filling filling) {
    int wanted = (int) Math.min(PIECE, filling.left);
    return rows(workspaceId, query.read(filling.last, wanted))
        .call(rows -> complete(workspaceId, rows, spanKinds, filling::add))
        // A piece may be shorter than wanted for the size of what is in it.
        .map(rows -> !rows.isEmpty() && filling.left > 0);
  }

  /** With their spans, where scorers look at any. */
  private Uni<Void> complete(
      UUID workspaceId, List<SlicedRow> rows, Set<String> spanKinds, Consumer<SlicedRow> then) {
    if (!spanKinds.isEmpty()) {
      return spans.each(workspaceId, rows, spanKinds, (row, found) -> then.accept(row.with(found)));
    }
    rows.forEach(then);
    return Uni.createFrom().voidItem();
  }

  private Uni<List<SlicedRow>> rows(UUID workspaceId, SliceQuery.Statement statement) {
    return db.of(workspaceId)
        .in(Lane.READER)
        .query(statement.sql(), statement.parameters())
        // Items are large: they are read where nobody waits.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(found -> Rows.list(found, SlicedRow::of));
  }

  /** Some of the items, for a look that stores nothing. */
  private Uni<LaunchItems> some(UUID workspaceId, TrafficSource source, Set<String> spanKinds) {
    int looked = spanKinds.isEmpty() ? LOOKED_AT : LOOKED_AT_WITH_SPANS;
    int most = source.limit() == null ? looked : Math.min(looked, source.limit());
    return rows(workspaceId, SliceQuery.of(workspaceId, source).read(null, most))
        .flatMap(
            rows -> {
              List<ScoringItem> items = new ArrayList<>();
              return complete(workspaceId, rows, spanKinds, row -> items.add(item(row)))
                  .map(done -> looked(source, items));
            });
  }

  private static LaunchItems looked(TrafficSource source, List<ScoringItem> items) {
    if (items.isEmpty()) {
      throw new ProblemException(ErrorCode.EMPTY_DATASET, "There is nothing of the source.");
    }
    return new LaunchItems(
        new DatasetVersion(null, SliceName.of(source), 0, items.size(), null, Map.of(), null),
        items);
  }

  private static ScoringItem item(SlicedRow row) {
    return ItemRows.read(row.id(), null, null, row.body());
  }

  /**
   * Some answers that a model can make a correction for, as items; nothing is stored.
   *
   * @param schema whether a schema says what a correction looks like
   */
  public Uni<List<ScoringItem>> inferable(
      UUID workspaceId, TrafficSource source, boolean schema, int most) {
    return rows(workspaceId, SliceQuery.of(workspaceId, source).inferable(schema, most))
        .map(rows -> rows.stream().map(Slices::item).toList());
  }

  /** How far a sink is filled. */
  private static final class Filling {
    private final ItemSink sink;
    // Requests and executions have ids of their own: the same one may be of both.
    private final Set<String> seen = new HashSet<>();
    private long left;
    private long number;
    private SlicedRow last;

    Filling(ItemSink sink, long most) {
      this.sink = sink;
      this.left = most;
    }

    void add(SlicedRow row) {
      number++;
      left--;
      last = row;
      boolean first = seen.add(row.id());
      sink.accept(number, number, row.item(!first));
    }
  }
}
