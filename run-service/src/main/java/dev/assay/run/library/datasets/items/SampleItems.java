package dev.assay.run.library.datasets.items;

import dev.assay.common.part.ScoringItem;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.ItemRows;
import dev.assay.run.runs.ResolvedRun;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A few items of a dataset version, the same few every time. */
@ApplicationScoped
public class SampleItems {
  static final int PER_SECTION = 20;
  private static final String SAMPLE =
      """
      select item_id, section, label, body::text as body from (
        select *, row_number() over (order by md5(item_id)) as r,
               row_number() over (partition by section order by md5(item_id)) as rs
        from items
        where dataset_version_id = $1 and ($4::text[] is null or section = any($4))
      ) i
      where r <= $2 or (section = any($3) and rs <= $5)
      order by r
      """;

  // Bodies come in last: what is sorted and thrown away must not be read.
  private static final String FEW =
      """
      select item_id, section, label, body from (
        select f.item_id, f.section, f.label, f.body::text as body, f.h,
               sum(octet_length(f.body::text)) over (order by f.h, f.item_id)
                 - octet_length(f.body::text) as before
        from (
          select item_id, section, label, body, md5(item_id) as h from items
          where dataset_version_id = $1 and ($3::text[] is null or section = any($3))
          order by h, item_id limit $2
        ) f
      ) s
      where before < $4
      order by h, item_id
      """;

  /** Bytes of bodies that a few items may have together, the last one aside. */
  private static final long FEW_BYTES = 8L * 1024 * 1024;

  private final Db db;

  public SampleItems(Db db) {
    this.db = db;
  }

  /**
   * The first items of the sample of a run, fewer when they are long.
   *
   * @param most at most so many; one at least when there is one
   */
  public Uni<List<ScoringItem>> few(ResolvedRun run, int most) {
    List<String> only = run.spec().dataset().sections();
    return run.unstored() != null
        ? Uni.createFrom().item(() -> UnstoredSample.of(run.unstored(), most, Set.of(), only))
        : db.query(
                FEW,
                run.datasetVersionId(),
                most,
                only == null ? null : only.toArray(String[]::new),
                FEW_BYTES)
            .map(rows -> Rows.list(rows, ItemRows::read));
  }

  /** A sample of the items of a run; see {@link #read(UUID, int, Set, List)}. */
  public Uni<List<ScoringItem>> read(ResolvedRun run, int size, Set<String> sections) {
    List<String> only = run.spec().dataset().sections();
    return run.unstored() == null
        ? read(run.datasetVersionId(), size, sections, only)
        : Uni.createFrom().item(() -> UnstoredSample.of(run.unstored(), size, sections, only));
  }

  /**
   * A sample.
   *
   * @param size at most so many, and some more of each section that must be there
   * @param sections that must be in the sample
   * @param only sections of the run, null for all
   */
  public Uni<List<ScoringItem>> read(
      UUID datasetVersionId, int size, Set<String> sections, List<String> only) {
    return db.query(
            SAMPLE,
            datasetVersionId,
            size,
            sections.toArray(String[]::new),
            only == null ? null : only.toArray(String[]::new),
            PER_SECTION)
        .map(rows -> Rows.list(rows, ItemRows::read));
  }
}
