package dev.assay.run.verdict.passports;

import dev.assay.common.part.ScorerSpec;
import dev.assay.run.platform.db.Db;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.verdict.labels.LabelStore;
import dev.assay.run.verdict.statistics.Confusion;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Reads what judges and people said of the same answers. */
public final class PassportQuery {
  // The limits keep the planner at one look by key per label, however large the tables are. Of
  // several people the majority counts; a score of a person is held against the judge's threshold.
  private static final String AGAINST_PEOPLE =
      """
      with asked as (
        select w.i, w.passport, w.threshold
        from unnest($2::text[], $3::float8[]) with ordinality as w(passport, threshold, i)
      ), answers_judged as (
        select w.i, s.score >= w.threshold as passed,
               2 * count(*) filter (where coalesce(l.passed, l.score >= w.threshold)) as votes,
               count(*) as people
        from human_labels l
        cross join lateral (
          select s.passport, s.score from scores s
          where s.run_id = l.run_id and s.n = l.n and s.key = l.key and s.status = 'success' limit 1
        ) s
        join asked w on w.passport = s.passport
        cross join lateral (
          select a.output, a.tool_calls from answers a
          where a.run_id = l.run_id and a.n = l.n limit 1
        ) a
        where l.workspace_id = $1 and l.answer_sha256 = %s
        group by w.i, l.run_id, l.n, l.key, s.score, w.threshold
      )
      select i, count(*) filter (where votes > people and passed) as both_passed,
             count(*) filter (where votes > people and not passed) as only_people,
             count(*) filter (where votes < people and passed) as only_judge,
             count(*) filter (where votes < people and not passed) as both_failed,
             count(*) filter (where votes = people) as disputed
      from answers_judged group by i
      """
          .formatted(LabelStore.ANSWER_SHA256);
  private static final String OF_RUN =
      """
      select key, passport, count(*) as judged, count(*) filter (where passed) as passed
      from scores
      where run_id = $1 and key = any($2) and passport is not null and status = 'success'
      group by key, passport
      """;

  private static final String CHANGED =
      """
      select key from scores
      where run_id = any($1) and passport is not null and status = 'success'
      group by key having count(distinct passport) > 1
      """;

  private PassportQuery() {}

  /**
   * A judge at a threshold.
   *
   * @param passport its identity
   * @param threshold score &gt;= threshold passes
   */
  record Asked(String passport, double threshold) {}

  private record Given(String passport, long judged, long passed) {}

  /** What people say of judges, in the order asked. */
  static Uni<List<AgainstPeople>> againstPeople(
      SqlConnection tx, UUID workspaceId, List<Asked> asked) {
    List<AgainstPeople> all = new ArrayList<>();
    asked.forEach(a -> all.add(AgainstPeople.NOBODY));
    if (asked.isEmpty()) {
      return Uni.createFrom().item(all);
    }
    return Db.query(
            tx,
            AGAINST_PEOPLE,
            workspaceId,
            asked.stream().map(Asked::passport).toArray(String[]::new),
            asked.stream().map(Asked::threshold).toArray(Double[]::new))
        .map(
            rows -> {
              rows.forEach(
                  row ->
                      all.set(
                          row.getLong("i").intValue() - 1,
                          AgainstPeople.of(confusion(row), row.getLong("disputed"))));
              return all;
            });
  }

  private static Confusion confusion(Row row) {
    return new Confusion(
        row.getLong("both_passed"),
        row.getLong("only_people"),
        row.getLong("only_judge"),
        row.getLong("both_failed"));
  }

  /**
   * The scorers of a run that ask a judge, as their judges stand against people now.
   *
   * @param tx the connection whose transaction sees the scores
   * @param repeats answers per item
   * @return by scorer key, in the order of the evaluation; empty when none asks a judge
   */
  public static Uni<Map<String, JudgedRate>> ofRun(
      SqlConnection tx, UUID workspaceId, UUID runId, RunSpec spec, int repeats) {
    List<String> keys = spec.judgeKeys();
    if (keys.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return Db.query(tx, OF_RUN, runId, keys.toArray(String[]::new))
        .map(
            rows -> {
              Map<String, List<Given>> given = new LinkedHashMap<>();
              rows.forEach(
                  row ->
                      given
                          .computeIfAbsent(row.getString("key"), k -> new ArrayList<>())
                          .add(
                              new Given(
                                  row.getString("passport"),
                                  row.getLong("judged"),
                                  row.getLong("passed"))));
              return given;
            })
        .flatMap(given -> rates(tx, workspaceId, spec, keys, given, repeats));
  }

  /** Keys of scorers whose judge is not the same in both runs, or changed within one. */
  public static Uni<Set<String>> changed(SqlConnection tx, UUID one, UUID other) {
    return Db.query(tx, CHANGED, (Object) new UUID[] {one, other})
        .map(
            rows -> {
              Set<String> keys = new TreeSet<>();
              rows.forEach(row -> keys.add(row.getString("key")));
              return keys;
            });
  }

  private static Uni<Map<String, JudgedRate>> rates(
      SqlConnection tx,
      UUID workspaceId,
      RunSpec spec,
      List<String> keys,
      Map<String, List<Given>> given,
      int repeats) {
    List<ScorerSpec> judged = spec.scorers().stream().filter(s -> keys.contains(s.key())).toList();
    List<Asked> asked = new ArrayList<>();
    for (ScorerSpec scorer : judged) {
      List<Given> by = given.getOrDefault(scorer.key(), List.of());
      if (by.size() == 1 && scorer.threshold() != null) {
        asked.add(new Asked(by.get(0).passport(), scorer.threshold()));
      }
    }
    return againstPeople(tx, workspaceId, asked)
        .map(
            against -> {
              Map<String, JudgedRate> rates = new LinkedHashMap<>();
              for (ScorerSpec scorer : judged) {
                List<Given> by = given.getOrDefault(scorer.key(), List.of());
                rates.put(scorer.key(), rate(scorer, by, asked, against, repeats));
              }
              return rates;
            });
  }

  private static JudgedRate rate(
      ScorerSpec scorer,
      List<Given> by,
      List<Asked> asked,
      List<AgainstPeople> against,
      int repeats) {
    if (by.isEmpty()) {
      return JudgedRate.unknown(0, "The judge has judged no answer of this run.");
    }
    if (by.size() > 1) {
      return JudgedRate.unknown(
          by.stream().mapToLong(Given::judged).sum(),
          "The judge changed while the run went on: "
              + by.size()
              + " different judges have scored. Score the run again.");
    }
    Given one = by.get(0);
    if (scorer.threshold() == null) {
      return JudgedRate.withoutThreshold(one.passport(), one.judged());
    }
    int at = asked.indexOf(new Asked(one.passport(), scorer.threshold()));
    return JudgedRate.of(one.passport(), one.judged(), one.passed(), repeats, against.get(at));
  }
}
