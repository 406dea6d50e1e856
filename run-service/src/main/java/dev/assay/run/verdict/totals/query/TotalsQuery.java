package dev.assay.run.verdict.totals.query;

import dev.assay.common.part.ScorerSpec;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.verdict.spending.Spending;
import dev.assay.run.verdict.spending.SpendingQuery;
import dev.assay.run.verdict.statistics.Clusters;
import dev.assay.run.verdict.statistics.FixedPoint;
import dev.assay.run.verdict.totals.FieldScorers;
import dev.assay.run.verdict.totals.GroupKey;
import dev.assay.run.verdict.totals.GroupTotals;
import dev.assay.run.verdict.totals.Latency;
import dev.assay.run.verdict.totals.RunTotals;
import dev.assay.run.verdict.totals.RunTotals.FieldCount;
import dev.assay.run.verdict.totals.RunTotals.ItemCount;
import dev.assay.run.verdict.totals.ScorerTotals;
import dev.assay.run.verdict.totals.Speed;
import dev.assay.run.verdict.totals.TruthTotals;
import dev.assay.run.verdict.totals.UnitCounts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Sums up a run from its rows: a handful of statements one after the other on one connection,
 * whatever the number of units.
 */
public final class TotalsQuery {
  /** At most so many sections, and so many labels, are told apart; larger ones first. */
  static final int MAX_PARTS = 50;

  /** At most so many leaves are listed of one scorer. */
  static final int MAX_FIELDS = 1000;

  private final SqlConnection tx;
  private final UUID runId;
  private final List<ScorerSpec> scorers;
  private final String[] keys;
  private final String[] fieldKeys;
  private final Map<GroupKey, GroupBuilder> groups = new LinkedHashMap<>();
  private final Map<String, List<FieldCount>> fields = new LinkedHashMap<>();
  private final Map<String, TruthTotals> truths = new LinkedHashMap<>();
  private final List<ItemCount> items = new ArrayList<>();
  private UUID datasetVersion;
  private int repeats;
  private boolean toldApart;
  private TruthTotals truth = TruthTotals.EMPTY;
  private Long durationMs;
  private int sections;
  private int labels;
  private Spending spending;

  private TotalsQuery(SqlConnection tx, UUID runId, List<ScorerSpec> scorers) {
    this.tx = tx;
    this.runId = runId;
    this.scorers = scorers;
    this.keys = scorers.stream().map(ScorerSpec::key).toArray(String[]::new);
    this.fieldKeys =
        scorers.stream()
            .filter(s -> FieldScorers.isOne(s.id()))
            .map(ScorerSpec::key)
            .toArray(String[]::new);
  }

  /**
   * Sums up.
   *
   * @param tx the connection whose transaction sees the rows
   * @param runId the run
   * @param scorers of the evaluation, whose scores count
   * @param sectionsAsked sections that must not be left out, however small
   */
  public static Uni<RunTotals> compute(
      SqlConnection tx, UUID runId, List<ScorerSpec> scorers, Set<String> sectionsAsked) {
    return new TotalsQuery(tx, runId, scorers).compute(sectionsAsked);
  }

  private Uni<RunTotals> compute(Set<String> sectionsAsked) {
    return Db.query(tx, TotalsSql.RUN, runId)
        .invoke(this::run)
        .flatMap(
            run ->
                Db.query(
                    tx,
                    TotalsSql.NAMES,
                    runId,
                    datasetVersion,
                    sectionsAsked.toArray(String[]::new),
                    MAX_PARTS + sectionsAsked.size()))
        .invoke(this::names)
        .flatMap(named -> sums())
        .flatMap(done -> SpendingQuery.compute(tx, runId))
        .map(
            spent -> {
              spending = spent;
              return totals();
            });
  }

  private Uni<Void> sums() {
    String[] sectionNames = names(GroupKey.Kind.SECTION);
    String[] labelNames = names(GroupKey.Kind.LABEL);
    TotalsSql sql =
        new TotalsSql(
            sectionNames.length > 0,
            labelNames.length > 0,
            scorers.stream().filter(s -> s.threshold() != null).count(),
            scorers.size());
    Object[] all = {runId, datasetVersion, sectionNames, labelNames, keys, fieldKeys};
    Object[] ofUnits = {runId, datasetVersion, sectionNames, labelNames, keys};
    Object[] ofPasses = {runId, datasetVersion, sectionNames, labelNames};
    boolean repeated = repeats > 1;
    boolean leaves = fieldKeys.length > 0;
    return Db.query(tx, sql.unitCounts(), ofUnits)
        .invoke(rows -> each(rows, (group, row) -> group.units(row)))
        .flatMap(done -> when(keys.length > 0, sql.scoreSums(), all))
        .invoke(rows -> each(rows, (group, row) -> group.scores(row)))
        .flatMap(
            done ->
                when(
                    repeated || leaves || keys.length > 1,
                    sql.scoreClusters(repeated || leaves),
                    all))
        .invoke(rows -> each(rows, (group, row) -> group.clusters(row)))
        .flatMap(done -> when(repeated, sql.passClusters(), ofPasses))
        .invoke(rows -> each(rows, (group, row) -> group.passes(row)))
        .flatMap(done -> when(repeated, sql.itemCounts(), runId))
        .invoke(rows -> each(rows, this::item))
        .flatMap(done -> leaves ? fields() : Uni.createFrom().nullItem())
        .invoke(rows -> each(rows, this::field))
        .flatMap(
            done -> when(leaves && toldApart, TotalsSql.TRUTHS, runId, fieldKeys, datasetVersion))
        .invoke(rows -> each(rows, this::truth))
        .replaceWithVoid();
  }

  private Uni<RowSet<Row>> fields() {
    String sql = TotalsSql.fields(toldApart);
    return toldApart
        ? Db.query(tx, sql, runId, fieldKeys, MAX_FIELDS, datasetVersion)
        : Db.query(tx, sql, runId, fieldKeys, MAX_FIELDS);
  }

  private Uni<RowSet<Row>> when(boolean needed, String sql, Object... parameters) {
    return needed ? Db.query(tx, sql, parameters) : Uni.createFrom().nullItem();
  }

  private void run(RowSet<Row> rows) {
    Row row = Rows.one(rows);
    datasetVersion = row.getUUID("dataset_version_id");
    repeats = row.getInteger("repeats");
    toldApart = row.getBoolean("told_apart");
    durationMs = row.getLong("duration_ms");
    groups.put(GroupKey.ALL, new GroupBuilder(scorers));
    for (String key : fieldKeys) {
      fields.put(key, new ArrayList<>());
    }
  }

  private void names(RowSet<Row> rows) {
    for (Row row : rows) {
      int count = row.getLong("groups").intValue();
      String name = row.getString("name");
      if (row.getString("kind").equals("section")) {
        sections = count;
        groups.put(GroupKey.section(name), new GroupBuilder(scorers));
      } else {
        labels = count;
        groups.put(GroupKey.label(name), new GroupBuilder(scorers));
      }
    }
  }

  private String[] names(GroupKey.Kind kind) {
    return groups.keySet().stream()
        .filter(k -> k.kind() == kind)
        .map(GroupKey::name)
        .toArray(String[]::new);
  }

  /** Takes a row of a group. */
  private interface GroupRow {
    void take(GroupBuilder group, Row row);
  }

  private void each(RowSet<Row> rows, GroupRow take) {
    if (rows == null) {
      return;
    }
    for (Row row : rows) {
      GroupBuilder group = groups.get(groupOf(row));
      // The units of no section, or of one that is left out, are no group.
      if (group != null) {
        take.take(group, row);
      }
    }
  }

  private static void each(RowSet<Row> rows, Consumer<Row> take) {
    if (rows != null) {
      rows.forEach(take);
    }
  }

  private static GroupKey groupOf(Row row) {
    if (row.getBoolean("by_section")) {
      return GroupKey.section(row.getString("section"));
    }
    return row.getBoolean("by_label") ? GroupKey.label(row.getString("label")) : GroupKey.ALL;
  }

  private void item(Row row) {
    items.add(new ItemCount(row.getLong("decided"), row.getLong("passed"), row.getLong("items")));
  }

  private void field(Row row) {
    fields
        .get(row.getString("key"))
        .add(
            new FieldCount(
                row.getString("path"),
                row.getLong("correct"),
                row.getLong("errors"),
                row.getLong("human_correct"),
                row.getLong("human_errors"),
                row.getLong("inferred_correct"),
                row.getLong("inferred_errors")));
  }

  private void truth(Row row) {
    TruthTotals.Of one =
        new TruthTotals.Of(row.getLong("samples"), TotalRows.clusters(row, "f_", 0));
    boolean inferred = row.getString("truth").equals(ToldApart.INFERRED);
    String of = row.getString("key");
    if (of == null) {
      truth = truth.with(inferred, one);
    } else {
      truths.put(of, truths.getOrDefault(of, TruthTotals.EMPTY).with(inferred, one));
    }
  }

  private RunTotals totals() {
    Map<GroupKey, GroupTotals> built = new LinkedHashMap<>();
    groups.forEach((key, group) -> built.put(key, group.build()));
    if (toldApart) {
      fields.keySet().forEach(key -> truths.putIfAbsent(key, TruthTotals.EMPTY));
    }
    return new RunTotals(
        built,
        sections,
        labels,
        repeats,
        items,
        fields,
        truths,
        toldApart ? truth : null,
        spending,
        durationMs);
  }

  /** Gathers the rows of one group. */
  private static final class GroupBuilder {
    private final Map<String, ScorerTotals> scorers = new LinkedHashMap<>();
    private final Map<String, ScorerTotals.Spread> spreads = new LinkedHashMap<>();
    private final Map<String, Clusters> fieldsByScorer = new LinkedHashMap<>();
    private UnitCounts units = UnitCounts.NONE;
    private Latency latency;
    private Latency ttft;
    private Speed speed;
    private Clusters passes = Clusters.empty(0);
    private Clusters pooled = Clusters.empty(FixedPoint.BITS);
    private Clusters fields = Clusters.empty(0);

    GroupBuilder(List<ScorerSpec> specs) {
      specs.forEach(s -> scorers.put(s.key(), ScorerTotals.EMPTY));
    }

    void units(Row row) {
      units = TotalRows.units(row);
      latency = Latency.of(row.getArrayOfDoubles("latency"));
      ttft = Latency.of(row.getArrayOfDoubles("ttft"));
      speed = Speed.of(row.getArrayOfDoubles("speed"));
    }

    void scores(Row row) {
      scorers.merge(row.getString("key"), TotalRows.scores(row), ScorerTotals::plus);
    }

    void clusters(Row row) {
      String key = row.getString("key");
      Clusters scores = TotalRows.clusters(row, "", FixedPoint.BITS);
      Clusters leaves = TotalRows.clusters(row, "f_", 0);
      if (key == null) {
        pooled = scores;
        fields = leaves;
      } else {
        spreads.put(key, new ScorerTotals.Spread(scores, TotalRows.clusters(row, "p_", 0)));
        fieldsByScorer.put(key, leaves);
      }
    }

    void passes(Row row) {
      passes = TotalRows.clusters(row, "p_", 0);
    }

    GroupTotals build() {
      return new GroupTotals(
          units, scorers, passes, pooled, spreads, fields, fieldsByScorer, latency, ttft, speed);
    }
  }
}
