package dev.assay.run.traffic.improve.proposals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pieces.Pieces;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.traffic.improve.proposals.Strata.Failing;
import dev.assay.run.verdict.totals.query.ToldApart;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Reads what failed in a run, and what was asked, answered and corrected there. */
@ApplicationScoped
public class SamplesQuery {
  private static final int MOST_FAILING = 5_000;

  // What is taken for right because it was answered is nobody's correction; of stored answers it
  // was
  // noted who corrected them.
  private static final String FAILING =
      """
      select u.position,
        (select array_agg(f.key order by f.key) from json_each_text(%s) f where f.value = 'false')
          as wrong
      from runs r
      join scores s on s.run_id = r.id and s.key = $2 and s.status = 'success' and s.score < 1
      join units u on u.run_id = s.run_id and u.n = s.n and u.repeat = 0
      join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
      where r.id = $1 and case when u.inferred is null then %s end is distinct from 'assumed'
      order by u.position limit $3
      """
          .formatted(JsonColumns.member("s.metadata", "fields"), ToldApart.ofItem("i"));
  private static final String OF_ITEMS =
      """
      join units u on u.run_id = r.id and u.position = i.position and u.repeat = 0
      join answers a on a.run_id = r.id and a.n = u.n
      """;
  static final String SAMPLES =
      Pieces.page(
              "i.position",
              List.of("i.body", "a.output"),
              """
              runs r
              join items i on i.dataset_version_id = r.dataset_version_id
                and i.position = any($2::int[]) and i.position > $3
              """
                  + OF_ITEMS
                  + "where r.id = $1",
              "position",
              "$4")
          + """
          select i.position, i.body::text as body, a.output::text as output
          from runs r
          join page on true
          join items i on i.dataset_version_id = r.dataset_version_id
            and i.position = page.position
          """
          + OF_ITEMS
          + "where r.id = $1 and "
          + Pieces.WITHIN
          + " order by i.position";

  private final Db db;

  SamplesQuery(Db db) {
    this.db = db.in(Lane.READER);
  }

  /** The samples in which a scorer found something wrong, by their place in the run. */
  public Uni<List<Failing>> failing(UUID runId, String scorer) {
    return db.query(FAILING, runId, scorer, MOST_FAILING)
        .map(rows -> Rows.list(rows, SamplesQuery::failing));
  }

  private static Failing failing(Row row) {
    String[] paths = row.getArrayOfStrings("wrong");
    return new Failing(row.getInteger("position"), paths == null ? List.of() : List.of(paths));
  }

  /** What was asked, answered and corrected in some of them, in their order. */
  public Uni<List<Sample>> read(UUID runId, List<Failing> chosen) {
    // The next piece is asked for where the one before was read: that is not the request's place.
    Db seen = db.here();
    Reading reading = new Reading(runId, chosen);
    return InOrder.whileMore(() -> piece(seen, reading)).map(read -> reading.samples());
  }

  private static Uni<Boolean> piece(Db db, Reading reading) {
    return db.query(SAMPLES, reading.runId, reading.positions, reading.last, reading.chosen.size())
        // Items are large: they are read where nobody waits.
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(Rows::list)
        .invoke(rows -> rows.forEach(reading::add))
        // A piece may be shorter than wanted for the size of what is in it.
        .map(rows -> !rows.isEmpty());
  }

  /** How far the chosen are read. */
  private static final class Reading {
    private final UUID runId;
    private final List<Failing> chosen;
    private final Integer[] positions;
    private final Map<Integer, Sample> found = new HashMap<>();
    private final Map<Integer, List<String>> wrong = new HashMap<>();
    private int last = -1;

    Reading(UUID runId, List<Failing> chosen) {
      this.runId = runId;
      this.chosen = chosen;
      this.positions = chosen.stream().map(Failing::position).toArray(Integer[]::new);
      chosen.forEach(one -> wrong.put(one.position(), one.paths()));
    }

    void add(Row row) {
      last = row.getInteger("position");
      JsonNode body = JsonColumns.tree(row, "body");
      found.put(
          last,
          new Sample(
              body.get("input"),
              JsonColumns.tree(row, "output"),
              body.get("expected"),
              wrong.get(last),
              body.path("extra").path("notes").textValue()));
    }

    List<Sample> samples() {
      return chosen.stream()
          .map(one -> found.get(one.position()))
          .filter(Objects::nonNull)
          .toList();
    }
  }
}
