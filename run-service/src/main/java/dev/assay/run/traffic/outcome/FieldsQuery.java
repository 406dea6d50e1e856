package dev.assay.run.traffic.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pieces.Pieces;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.verdict.totals.query.ToldApart;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Reads the field table of a run, and the samples behind its errors. */
@ApplicationScoped
public class FieldsQuery {
  private static final int PIECE = 1_000;

  /** After so many characters no more samples are read: a table has room for some. */
  private static final long MOST_READ = 8L * 1024 * 1024;

  private static final String FIELDS = JsonColumns.member("s.metadata", "fields");

  // Without told kinds of truth every sample counts for none.
  private static final String TABLE =
      """
      select f.key as field,
        count(*) filter (where f.value = 'true') as correct,
        count(*) filter (where f.value = 'false') as errors,
        count(*) filter (where f.value = 'true' and told.truth = 'human') as human_correct,
        count(*) filter (where f.value = 'false' and told.truth = 'human') as human_errors,
        count(*) filter (where f.value = 'true' and told.truth = 'inferred') as inferred_correct,
        count(*) filter (where f.value = 'false' and told.truth = 'inferred') as inferred_errors,
        (array_agg(u.n order by told.truth is distinct from 'human', u.position, u.repeat)
          filter (where f.value = 'false'))[1:$5::int] as wrong
      from scores s
      join units u on u.run_id = s.run_id and u.n = s.n
      left join told on told.n = s.n
      cross join lateral json_each_text(%s) f
      where s.run_id = $1 and s.key = $2 and s.status = 'success'
      group by f.key
      having case $3 when 'errors' then count(*) filter (where f.value = 'false') > 0
                     when 'correct' then count(*) filter (where f.value = 'false') = 0
                     else true end
      order by human_errors desc, errors desc, f.key limit $4
      """
          .formatted(FIELDS);
  private static final String TOLD_APART =
      ToldApart.with("array[$2::text]", "(select r.dataset_version_id from runs r where r.id = $1)")
          + TABLE;
  private static final String UNTOLD =
      "with told as (select null::int as n, null::text as truth where false)\n" + TABLE;
  private static final String OF_UNITS =
      """
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      left join answers a on a.run_id = r.id and a.n = u.n
      """;
  static final String SAMPLES =
      Pieces.page(
              "u.n",
              List.of("i.body", "a.output"),
              """
              runs r
              join units u on u.run_id = r.id and u.n = any($2::int[])
              """
                  + OF_UNITS
                  + "where r.id = $1",
              "n",
              "$3")
          + """
          select u.n, i.position, i.item_id, i.body::text as body, a.output::text as output
          from runs r
          join page on true
          join units u on u.run_id = r.id and u.n = page.n
          """
          + OF_UNITS
          + "where r.id = $1 and "
          + Pieces.WITHIN
          + " order by u.n";

  private final Db db;

  FieldsQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** A row of the table, with the numbers of some answers in which it is wrong. */
  private record Counted(
      String field,
      long correct,
      long errors,
      FieldTable.Kind human,
      FieldTable.Kind inferred,
      List<Integer> wrong) {
    private static Counted of(Row row, boolean toldApart) {
      Integer[] wrong = row.getArrayOfIntegers("wrong");
      return new Counted(
          row.getString("field"),
          row.getLong("correct"),
          row.getLong("errors"),
          toldApart ? kind(row, "human") : null,
          toldApart ? kind(row, "inferred") : null,
          wrong == null ? List.of() : List.of(wrong));
    }
  }

  private static FieldTable.Kind kind(Row row, String truth) {
    return FieldTable.Kind.of(row.getLong(truth + "_correct"), row.getLong(truth + "_errors"));
  }

  /** The fields of a sample that are examples of something, flat. */
  private record Sample(
      String itemId,
      int position,
      Truth truth,
      Map<String, JsonNode> expected,
      Map<String, JsonNode> actual) {
    private static Sample of(Row row, Set<String> fields) {
      JsonNode body = JsonColumns.tree(row, "body");
      return new Sample(
          row.getString("item_id"),
          row.getInteger("position"),
          Truth.ofExtra(body.path("extra")),
          only(fields, body.get("expected")),
          only(fields, JsonColumns.tree(row, "output")));
    }

    private static Map<String, JsonNode> only(Set<String> fields, JsonNode answer) {
      Map<String, JsonNode> leaves = Leaves.of(answer);
      leaves.keySet().retainAll(fields);
      return leaves;
    }
  }

  /**
   * The table.
   *
   * @param toldApart whether it is known whose correction is behind each score
   * @param filter all, errors or correct
   * @param limit rows
   * @param examples of each field's errors, fewer where the answers are large
   */
  public Uni<List<FieldTable.Field>> read(
      UUID runId, String scorer, boolean toldApart, String filter, int limit, int examples) {
    String table = toldApart ? TOLD_APART : UNTOLD;
    return db.naming(runId)
        .inTransaction(
            tx ->
                Db.query(tx, table, runId, scorer, filter, limit, examples)
                    .map(rows -> Rows.list(rows, row -> Counted.of(row, toldApart)))
                    .flatMap(
                        counted ->
                            samples(tx, runId, counted).map(samples -> fields(counted, samples))));
  }

  private static Uni<Map<Integer, Sample>> samples(
      SqlConnection tx, UUID runId, List<Counted> counted) {
    NavigableMap<Integer, Set<String>> wanted = new TreeMap<>();
    counted.forEach(
        c ->
            c.wrong()
                .forEach(n -> wanted.computeIfAbsent(n, any -> new HashSet<>()).add(c.field())));
    Map<Integer, Sample> samples = new HashMap<>();
    AtomicLong read = new AtomicLong();
    return InOrder.whileMore(() -> piece(tx, runId, wanted, samples, read)).replaceWith(samples);
  }

  /** Reads some of the samples, and lets go of what is wanted of them. */
  private static Uni<Boolean> piece(
      SqlConnection tx,
      UUID runId,
      NavigableMap<Integer, Set<String>> wanted,
      Map<Integer, Sample> samples,
      AtomicLong read) {
    if (wanted.isEmpty() || read.get() >= MOST_READ) {
      return Uni.createFrom().item(false);
    }
    Integer[] numbers = wanted.keySet().toArray(Integer[]::new);
    return Db.query(tx, SAMPLES, runId, numbers, PIECE)
        .map(Rows::list)
        .invoke(
            rows ->
                rows.forEach(
                    row -> {
                      int n = row.getInteger("n");
                      read.addAndGet(length(row, "body") + length(row, "output"));
                      samples.put(n, Sample.of(row, wanted.get(n)));
                      wanted.headMap(n, true).clear();
                    }))
        // A piece may be shorter than wanted for the size of what is in it.
        .map(rows -> !rows.isEmpty());
  }

  private static int length(Row row, String column) {
    String text = row.getString(column);
    return text == null ? 0 : text.length();
  }

  private static List<FieldTable.Field> fields(
      List<Counted> counted, Map<Integer, Sample> samples) {
    List<FieldTable.Field> fields = new ArrayList<>();
    for (Counted c : counted) {
      List<FieldTable.Example> examples = new ArrayList<>();
      for (Integer n : c.wrong()) {
        Sample sample = samples.get(n);
        if (sample != null) {
          examples.add(
              new FieldTable.Example(
                  sample.itemId(),
                  sample.position(),
                  sample.truth(),
                  sample.expected().get(c.field()),
                  sample.actual().get(c.field())));
        }
      }
      fields.add(
          FieldTable.Field.of(
              c.field(), c.correct(), c.errors(), c.human(), c.inferred(), examples));
    }
    return fields;
  }
}
