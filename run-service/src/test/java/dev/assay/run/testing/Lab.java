package dev.assay.run.testing;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.message.ModelCall;
import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.pool.DatabaseConfig;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Launches runs, waits for them, and says what must hold of them at any time. */
@ApplicationScoped
public class Lab {
  /** Long enough for anything on a busy machine. */
  public static final Duration LONG = Duration.ofMinutes(4);

  private static final String COUNTS =
      """
      select r.status, r.total, r.event_seq, r.generation,
        array[r.pending, r.dispatched, r.answered, r.passed, r.failed, r.errored, r.skipped,
              r.cancelled] as counted,
        (select array_agg((select count(*)::int from units u
                           where u.run_id = r.id and u.status = s) order by i)
         from unnest(array['pending', 'dispatched', 'answered', 'passed', 'failed', 'error',
                           'skipped', 'cancelled']) with ordinality as w(s, i)) as rows,
        (select count(*) from units u where u.run_id = r.id and u.status = 'skipped'
          and u.reason is not null) = r.cut as cut_holds,
        (select count(*) from units u where u.run_id = r.id and u.cached) = r.cached
          as cached_holds,
        (select count(*) = r.event_seq and coalesce(min(seq), 1) = 1
            and coalesce(max(seq), 0) = r.event_seq
         from events e where e.run_id = r.id) as gap_free
      from runs r where r.id = $1
      """;

  private static final String OPEN =
      """
      select id from runs
      where status in ('queued', 'running_dataset', 'evaluating_results', 'cancelling')
        and workspace_id = (select id from workspaces where name = 'default')
      """;

  private final Db db;
  private final DatabaseConfig database;

  Lab(Db db, DatabaseConfig database) {
    this.db = db;
    this.database = database;
  }

  /** Items {@code q0 → a0}, {@code q1 → a1}, … */
  public static List<Map<String, Object>> items(int k) {
    return IntStream.range(0, k)
        .mapToObj(
            i -> Map.<String, Object>of("id", "item-" + i, "input", "q" + i, "expected", "a" + i))
        .toList();
  }

  /** True when a call asks for the i-th of those items. */
  public static boolean isItem(ModelCall call, int i) {
    return call.itemId().equals("item-" + i);
  }

  /** A launch of so many inline items at the simulated provider with exact_match. */
  public static Map<String, Object> launchOf(int items) {
    Map<String, Object> launch = new HashMap<>();
    launch.put("name", unique("run"));
    launch.put("target", Map.of("provider", "simulated", "model", "sim"));
    launch.put("dataset", Map.of("name", unique("items"), "items", items(items)));
    launch.put("scorers", List.of(Map.of("id", "exact_match", "threshold", 1)));
    launch.put("order", "position");
    return launch;
  }

  /** A launch of so many inline items whose answers are pushed. */
  public static Map<String, Object> pushOf(int items) {
    Map<String, Object> launch = launchOf(items);
    launch.put("target", Map.of("push", true));
    return launch;
  }

  /** Launches; the run's id. */
  public UUID launch(Map<String, Object> launch) {
    return UUID.fromString(
        asAdmin().body(launch).post("/v1/runs").then().statusCode(201).extract().path("id"));
  }

  /** A run whose calls are all with the worker, which answers none until it is released. */
  public UUID held(FakeWorker worker, int items) {
    worker.holding(call -> true);
    UUID run = launch(launchOf(items));
    await().atMost(LONG).until(() -> worker.held(run).size() == items);
    return run;
  }

  /** The run as the API shows it. */
  public JsonPath show(UUID run) {
    return asAdmin().get("/v1/runs/{id}", run).then().statusCode(200).extract().jsonPath();
  }

  /** Does an action and expects it to be allowed. */
  public void act(UUID run, String action) {
    asAdmin().post("/v1/runs/{id}/" + action, run).then().statusCode(200);
  }

  /** Waits until the run stands in a status. */
  public void awaitStatus(UUID run, RunStatus status) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(show(run).getString("status")).isEqualTo(status.wire()));
  }

  /** Waits until the run has ended, holding at every look that counts equal rows. */
  public JsonPath awaitEnd(UUID run) {
    await()
        .atMost(LONG)
        .until(
            () -> {
              holds(run);
              return RunStatus.of(show(run).getString("status")).isTerminal();
            });
    return show(run);
  }

  /** Counts equal rows and events have no gap, in one snapshot. */
  public void holds(UUID run) {
    Row row = one(COUNTS, run);
    assertThat(row.getArrayOfIntegers("counted")).isEqualTo(row.getArrayOfIntegers("rows"));
    assertThat(IntStream.of(unbox(row.getArrayOfIntegers("counted"))).sum())
        .isEqualTo(row.getInteger("total"));
    assertThat(row.getBoolean("cut_holds")).as("cut equals its rows").isTrue();
    assertThat(row.getBoolean("cached_holds")).as("cached equals its rows").isTrue();
    assertThat(row.getBoolean("gap_free")).as("events are gap-free").isTrue();
  }

  private static int[] unbox(Integer[] boxed) {
    return List.of(boxed).stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * Everything about a run that a late or second message must not change: all but what it cost,
   * which a message may say although it comes too late.
   */
  public String picture(UUID run) {
    return one(
            """
            select (select to_jsonb(r) - 'updated_at' - 'tokens_in' - 'tokens_out' - 'cost'
                      - 'cost_unknown' || jsonb_build_object('summary', r.summary::jsonb - 'usage')
                    from runs r where r.id = $1)::text
              || (select coalesce(jsonb_agg(to_jsonb(u) order by n), '[]') from units u where run_id = $1)::text
              || (select coalesce(jsonb_agg(to_jsonb(a) order by n), '[]') from answers a where run_id = $1)::text
              || (select coalesce(jsonb_agg(to_jsonb(s) order by n, key), '[]') from scores s where run_id = $1)::text
              as picture
            """,
            run)
        .getString("picture");
  }

  /** Stops everything that still runs in the workspace, so that the next test starts in peace. */
  public void quiet() {
    List<Row> open = all(OPEN);
    open.forEach(row -> asAdmin().post("/v1/runs/{id}/cancel", row.getUUID("id")));
    await().atMost(LONG).until(() -> all(OPEN).isEmpty());
  }

  /** The database as whoever owns it sees it; for what the service itself may not do. */
  public Connection asOwner() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(database.host(), database.port(), database.name()),
        database.owner().user(),
        database.owner().password());
  }

  /** Changes the schema, which belongs to the owner. */
  public void alter(String sql) {
    try (Connection connection = asOwner();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** One row. */
  public Row one(String sql, Object... parameters) {
    return all(sql, parameters).get(0);
  }

  /** All rows. */
  public List<Row> all(String sql, Object... parameters) {
    List<Row> rows = new ArrayList<>();
    db.query(sql, parameters).await().atMost(LONG).forEach(rows::add);
    return rows;
  }
}
