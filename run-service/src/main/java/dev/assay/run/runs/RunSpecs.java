package dev.assay.run.runs;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.prompt.PromptTemplate;
import dev.assay.run.runs.state.LockedRun;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** The definitions of runs, read once per generation and kept while they are in use. */
@ApplicationScoped
public class RunSpecs {
  private static final int KEPT = 256;
  private static final String READ =
      """
      select workspace_id, dataset_version_id, concurrency, generation, spec::text as spec
      from runs where id = $1
      """;

  private final Db db;
  private final Map<Key, Known> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(KEPT, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Known> eldest) {
              return size() > KEPT;
            }
          });

  private record Key(UUID runId, int generation) {}

  /** A run's definition with what belongs to it. */
  public record Known(
      UUID workspaceId,
      UUID datasetVersionId,
      int concurrency,
      RunSpec spec,
      PromptTemplate prompt) {}

  public RunSpecs(Db db) {
    this.db = db;
  }

  /** The definition that holds in a generation of the run; fails with NOT_FOUND when it is gone. */
  public Uni<Known> get(UUID runId, int generation) {
    return find(runId, generation)
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.notFound("run", runId));
  }

  /**
   * The definition of a run that this transaction has locked, read over the transaction's own
   * connection: one that waits for a second connection while it holds a lock stops everybody who
   * waits for that lock with a connection.
   */
  public Uni<Known> get(SqlConnection tx, LockedRun run) {
    Known cached = known.get(new Key(run.id(), run.generation()));
    if (cached != null) {
      return Uni.createFrom().item(cached);
    }
    return Db.query(tx, READ, run.id()).map(rows -> keepAsLocked(run, Rows.one(rows)));
  }

  /** What the transaction itself has changed is not yet true for others, and may never be. */
  private Known keepAsLocked(LockedRun run, Row row) {
    return row.getInteger("generation") == run.generation() ? keep(run.id(), row) : read(row);
  }

  /** As {@link #get(UUID, int)}, with a null item when the run is gone. */
  private Uni<Known> find(UUID runId, int generation) {
    Known cached = known.get(new Key(runId, generation));
    if (cached != null) {
      return Uni.createFrom().item(cached);
    }
    return db.query(READ, runId)
        .map(rows -> Rows.first(rows).map(row -> keep(runId, row)).orElse(null));
  }

  /** How many scores each unit of the run waits for; none when the run was deleted meanwhile. */
  public Uni<Integer> scorerCount(UUID runId, int generation) {
    return find(runId, generation).map(run -> run == null ? 0 : run.spec().scorers().size());
  }

  /** Whether an answer that was cut off is an error of its item; no when the run is gone. */
  public Uni<Boolean> truncatedIsError(UUID runId, int generation) {
    return find(runId, generation)
        .map(run -> run != null && run.spec().target().truncatedIsError());
  }

  private Known keep(UUID runId, Row row) {
    Known read = read(row);
    known.put(new Key(runId, row.getInteger("generation")), read);
    return read;
  }

  private static Known read(Row row) {
    RunSpec spec = of(row);
    return new Known(
        row.getUUID("workspace_id"),
        row.getUUID("dataset_version_id"),
        row.getInteger("concurrency"),
        spec,
        stored(spec.target().prompt()));
  }

  /** Reads the templates of a definition; null for none. */
  public static PromptTemplate template(RunSpec.Prompt prompt) {
    return prompt == null
        ? new PromptTemplate(null, null)
        : new PromptTemplate(prompt.system(), prompt.user());
  }

  private static PromptTemplate stored(RunSpec.Prompt prompt) {
    return prompt == null
        ? new PromptTemplate(null, null)
        : PromptTemplate.stored(prompt.system(), prompt.user());
  }

  /** Reads a stored definition. */
  public static RunSpec parse(String json) {
    return JsonColumns.read(json, RunSpec.class);
  }

  /** Reads a stored definition from the column spec, as text. */
  public static RunSpec of(Row row) {
    return JsonColumns.read(row, "spec", RunSpec.class);
  }
}
