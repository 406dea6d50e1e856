package dev.assay.run.engine.cache;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What operators see of cached answers, and how they go. */
@ApplicationScoped
public class CacheUpkeep {
  // Rows of one statement: as many as are written and vacuumed without anybody noticing.
  private static final int AT_A_TIME = 5000;
  private static final String STATS =
      """
      select count(*) as entries, coalesce(sum(bytes), 0)::bigint as bytes,
             min(created_at) as oldest, max(last_used_at) as last_used
      from answer_cache where workspace_id = $1
      """;
  private static final String CLEAR =
      """
      delete from answer_cache c
      using (select key from answer_cache where workspace_id = $1 order by key for update) d
      where c.workspace_id = $1 and c.key = d.key
      """;
  private static final String DROP_OLD =
      """
      delete from answer_cache where (workspace_id, key) in (
        select workspace_id, key from answer_cache
        where last_used_at < now() - $1 * interval '1 ms'
        limit $2 for update skip locked)
      """;
  private static final String SIZE =
      "select coalesce(sum(bytes), 0)::bigint as bytes from answer_cache";
  private static final String DROP_BEYOND =
      """
      delete from answer_cache where (workspace_id, key) in (
        select c.workspace_id, c.key
        from (select workspace_id, key,
                     sum(bytes) over (order by last_used_at desc, workspace_id, key) as upto
              from answer_cache) s
        join answer_cache c on c.workspace_id = s.workspace_id and c.key = s.key
        where s.upto > $1
        limit $2 for update of c skip locked)
      """;

  private final Db db;
  private final CacheConfig config;
  private final AtomicLong nextSweep = new AtomicLong();

  public CacheUpkeep(Db db, CacheConfig config) {
    this.db = db;
    this.config = config;
  }

  /**
   * The cache of a workspace.
   *
   * @param entries answers
   * @param bytes of them as JSON
   * @param oldest when the oldest was kept, null without any
   * @param lastUsed when one was last taken or kept, to the hour; null without any
   * @param maxBytes of all workspaces together
   * @param keepSeconds after which an answer that nobody took is dropped
   */
  @Schema(name = "CacheStats")
  public record Stats(
      long entries,
      long bytes,
      @Nullable Instant oldest,
      @Nullable Instant lastUsed,
      long maxBytes,
      long keepSeconds) {}

  /** How much a workspace has. */
  Uni<Stats> stats(UUID workspaceId) {
    return db.query(STATS, workspaceId)
        .map(Rows::one)
        .map(
            row ->
                new Stats(
                    row.getLong("entries"),
                    row.getLong("bytes"),
                    Rows.instant(row, "oldest"),
                    Rows.instant(row, "last_used"),
                    config.maxBytes().asLongValue(),
                    config.keep().toSeconds()));
  }

  /** Drops all of a workspace; the item is how many. */
  Uni<Integer> clear(UUID workspaceId) {
    return db.query(CLEAR, workspaceId).map(rows -> rows.rowCount());
  }

  /** Drops what is old or too much, some at a time and not at every call; the item is how many. */
  public Uni<Integer> sweep() {
    long now = System.nanoTime();
    long due = nextSweep.get();
    if (due != 0 && now - due < 0) {
      return Uni.createFrom().item(0);
    }
    nextSweep.set(now + config.sweepEvery().toNanos());
    return drop();
  }

  /** As {@link #sweep}, at once. */
  Uni<Integer> drop() {
    return dropOld(config.keep())
        .flatMap(old -> dropBeyond(config.maxBytes().asLongValue()).map(more -> old + more))
        .invoke(
            dropped -> {
              if (dropped >= AT_A_TIME) {
                // There may be more: the next sweep goes on.
                nextSweep.set(0);
              }
            });
  }

  private Uni<Integer> dropOld(Duration keep) {
    return db.query(DROP_OLD, keep.toMillis(), AT_A_TIME).map(rows -> rows.rowCount());
  }

  private Uni<Integer> dropBeyond(long maxBytes) {
    return db.query(SIZE)
        .map(rows -> Rows.one(rows).getLong("bytes"))
        .flatMap(
            bytes ->
                bytes <= maxBytes
                    ? Uni.createFrom().item(0)
                    : db.query(DROP_BEYOND, maxBytes, AT_A_TIME).map(rows -> rows.rowCount()));
  }
}
