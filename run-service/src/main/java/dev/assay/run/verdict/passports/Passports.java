package dev.assay.run.verdict.passports;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunSpecs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The passports of a workspace. */
@ApplicationScoped
public class Passports {
  // Of a definition, which may be large, no more than the threshold.
  private static final String JUDGES =
      """
      select j.passport, j.scorer, j.key, j.run_id,
        (select (s.one ->> 'threshold')::float8
         from json_array_elements(%s) with ordinality s(one, n)
         where s.one ->> 'key' = j.key and s.one ->> 'threshold' is not null
         order by s.n limit 1) as threshold
      from (
        select distinct on (s.passport) s.passport, s.scorer, l.key, l.run_id
        from human_labels l
        cross join lateral (
          select s.passport, s.scorer from scores s
          where s.run_id = l.run_id and s.n = l.n and s.key = l.key and s.status = 'success' limit 1
        ) s
        where l.workspace_id = $1 and s.passport is not null
          and ($2::text is null or s.passport = $2) and ($3::text is null or s.passport > $3)
        order by s.passport, l.run_id desc
      ) j
      join runs r on r.id = j.run_id
      order by j.passport limit $4
      """
          .formatted(JsonColumns.member("r.spec", "scorers"));
  private static final String RUN =
      "select spec::text as spec, repeats from runs where id = $1 and workspace_id = $2";

  private final Db db;

  Passports(Db db) {
    this.db = db;
  }

  /**
   * The judges that have labelled answers, by their identity.
   *
   * @param after go on behind this one, null to begin
   */
  Uni<List<Passport>> list(UUID workspaceId, String after, int limit) {
    return db.inTransaction(
        tx ->
            Db.query(tx, JUDGES, workspaceId, null, after, limit)
                .flatMap(rows -> complete(tx, workspaceId, rows, null)));
  }

  /**
   * One judge; fails with NOT_FOUND when none of its answers is labelled.
   *
   * @param threshold null for that of the newest run with labels
   */
  Uni<Passport> get(UUID workspaceId, String passport, Double threshold) {
    return db.inTransaction(
            tx ->
                Db.query(tx, JUDGES, workspaceId, passport, null, 1)
                    .flatMap(rows -> complete(tx, workspaceId, rows, threshold)))
        .map(
            found -> {
              if (found.isEmpty()) {
                throw ProblemException.notFound("passport", passport);
              }
              return found.get(0);
            });
  }

  /** The judges of a run, as they stand against people now; fails with NOT_FOUND. */
  Uni<Map<String, JudgedRate>> ofRun(UUID workspaceId, UUID runId) {
    return db.inTransaction(
        tx ->
            Db.query(tx, RUN, runId, workspaceId)
                .flatMap(
                    rows -> {
                      Row row =
                          Rows.first(rows)
                              .orElseThrow(() -> ProblemException.notFound("run", runId));
                      return PassportQuery.ofRun(
                          tx, workspaceId, runId, RunSpecs.of(row), row.getInteger("repeats"));
                    }));
  }

  private static Uni<List<Passport>> complete(
      SqlConnection tx, UUID workspaceId, RowSet<Row> rows, Double threshold) {
    List<Passport> judges = Rows.list(rows, row -> judge(row, threshold));
    List<PassportQuery.Asked> asked =
        judges.stream()
            .filter(j -> j.threshold() != null)
            .map(j -> new PassportQuery.Asked(j.passport(), j.threshold()))
            .toList();
    return PassportQuery.againstPeople(tx, workspaceId, asked)
        .map(
            against ->
                judges.stream()
                    .map(
                        j ->
                            j.threshold() == null
                                ? j
                                : with(
                                    j,
                                    against.get(
                                        asked.indexOf(
                                            new PassportQuery.Asked(j.passport(), j.threshold())))))
                    .toList());
  }

  private static Passport judge(Row row, Double threshold) {
    return new Passport(
        row.getString("passport"),
        row.getString("scorer"),
        row.getString("key"),
        row.getUUID("run_id"),
        threshold == null ? row.getDouble("threshold") : threshold,
        AgainstPeople.WITHOUT_THRESHOLD);
  }

  private static Passport with(Passport judge, AgainstPeople against) {
    return new Passport(
        judge.passport(), judge.scorer(), judge.key(), judge.run(), judge.threshold(), against);
  }
}
