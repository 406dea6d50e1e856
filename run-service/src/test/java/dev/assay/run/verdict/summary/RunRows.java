package dev.assay.run.verdict.summary;

import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.common.testing.EmbeddedDatabase;
import dev.assay.run.platform.db.Db;
import dev.assay.run.verdict.totals.memory.ScoredUnit;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.flywaydb.core.Flyway;

/** A real database with Assay's schema, and runs written into it row by row. */
public final class RunRows implements AutoCloseable {
  private final EmbeddedDatabase database = EmbeddedDatabase.start();
  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;
  private final Connection connection;

  public RunRows() throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres";
    Flyway.configure().dataSource(url, "postgres", "postgres").load().migrate();
    connection = DriverManager.getConnection(url, "postgres", "postgres");
    pool =
        Pool.newInstance(
            PgBuilder.pool()
                .connectingTo(
                    new PgConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(database.port())
                        .setDatabase("postgres")
                        .setUser("postgres")
                        .setPassword("postgres"))
                .with(new PoolOptions().setMaxSize(4))
                .using(vertx.getDelegate())
                .build());
  }

  public Db db() {
    return Db.over(pool, vertx.getDelegate());
  }

  /** A workspace, a dataset version without items, and a run without units. */
  public UUID run(UUID workspace, String spec, int repeats, int total) throws SQLException {
    UUID dataset = Ids.next();
    UUID version = Ids.next();
    UUID run = Ids.next();
    execute(
        "insert into workspaces (id, name) values ('%s', '%s') on conflict do nothing"
            .formatted(workspace, workspace));
    execute(
        "insert into datasets (id, workspace_id, name) values ('%s', '%s', '%s')"
            .formatted(dataset, workspace, dataset));
    execute(
        "insert into dataset_versions (id, dataset_id, version, sha256, item_count)"
            + " values ('%s', '%s', 1, 'x', %d)".formatted(version, dataset, total));
    execute(
        "insert into runs (id, workspace_id, name, dataset_version_id, target_kind, spec, status,"
            + " concurrency, repeats, total, pending, started_at, generation_started_at) values"
            + " ('%s', '%s', 'a run', '%s', 'provider', '%s', 'running_dataset', 1, %d, %d, %d,"
                .formatted(run, workspace, version, spec, repeats, total, total)
            + " now() - interval '5 seconds', now() - interval '5 seconds')");
    return run;
  }

  /** Writes units with their items and scores; n is the place in the list. */
  public void write(UUID run, List<ScoredUnit> units) throws SQLException {
    connection.setAutoCommit(false);
    try (PreparedStatement item =
            connection.prepareStatement(
                "insert into items (dataset_version_id, position, item_id, section, label, body)"
                    + " select dataset_version_id, ?, ?, ?, ?, '{\"input\":\"q\"}' from runs"
                    + " where id = ? on conflict do nothing");
        PreparedStatement unit =
            connection.prepareStatement(
                "insert into units (run_id, n, position, repeat, status, generation, cached,"
                    + " latency_ms, ttft_ms) values (?, ?, ?, ?, ?, 1, ?, ?, ?)");
        PreparedStatement score =
            connection.prepareStatement(
                "insert into scores (run_id, n, key, scorer, scorer_version, status, score, passed,"
                    + " metadata, reason) values (?, ?, ?, ?, 1, ?, ?, ?, ?::json, ?)")) {
      int[] repeats = new int[units.size() + 1];
      for (int n = 0; n < units.size(); n++) {
        ScoredUnit u = units.get(n);
        bind(item, u.position(), "item-" + u.position(), u.section(), u.label(), run);
        bind(
            unit,
            run,
            n,
            u.position(),
            repeats[u.position()]++,
            u.status().wire(),
            u.cached(),
            u.latencyMs(),
            u.ttftMs());
        for (Score s : u.scores()) {
          bind(
              score,
              run,
              n,
              s.key(),
              s.scorer(),
              s.status().name().toLowerCase(Locale.ROOT),
              s.score(),
              s.passed(),
              s.metadata() == null ? null : Json.mapper().valueToTree(s.metadata()).toString(),
              s.reason());
        }
      }
      item.executeBatch();
      unit.executeBatch();
      score.executeBatch();
      connection.commit();
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /** One statement. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    statement.addBatch();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
    pool.closeAndAwait();
    vertx.closeAndAwait();
    database.close();
  }
}
