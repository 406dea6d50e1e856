package dev.assay.run.engine.backlog;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * What runs ask of judges: each about each answer once. Definitions are read once for each run that
 * is open, apart from each other: one that cannot be read hides no other.
 */
@ApplicationScoped
class JudgesAsked {
  private static final Logger LOG = Logger.getLogger(JudgesAsked.class);
  private static final String OPEN =
      """
      select r.id, r.generation, r.workspace_id, w.name as workspace, r.answered, r.concurrency,
        extract(epoch from now() - r.queued_at)::bigint as age
      from runs r join workspaces w on w.id = r.workspace_id
      where r.status in ('running_dataset', 'evaluating_results') and r.answered > 0
        and cardinality(r.judge_keys) > 0
      """;
  private static final String UNDER_WAY =
      "select run_id, key, count(*) as k from judgings group by run_id, key";
  private static final String SPEC =
      "select id, generation, spec::text as spec from runs where id = any($1)";

  private final Db db;
  private final Map<Defined, Map<String, RunSpec.Judge>> judges = new ConcurrentHashMap<>();

  /** Whose definition it is: with a new generation a run may have other judges. */
  private record Defined(UUID run, int generation) {
    private static Defined of(Row row) {
      return new Defined(row.getUUID("id"), row.getInteger("generation"));
    }
  }

  private record Question(UUID run, String key) {}

  JudgesAsked(Db db) {
    this.db = db.asService().in(Lane.READER);
  }

  /** Of all workspaces: whoever calls this sees to it who may know. */
  Uni<List<Asked>> read() {
    return db.query(OPEN)
        .map(Rows::list)
        .flatMap(
            open ->
                open.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : learn(open)
                        .flatMap(known -> db.query(UNDER_WAY))
                        .map(rows -> asked(open, underWay(Rows.list(rows)))));
  }

  private Uni<Void> learn(List<Row> open) {
    Set<Defined> unknown = new HashSet<>();
    open.forEach(row -> unknown.add(Defined.of(row)));
    judges.keySet().retainAll(unknown);
    unknown.removeAll(judges.keySet());
    return unknown.isEmpty()
        ? Uni.createFrom().voidItem()
        : db.query(SPEC, (Object) unknown.stream().map(Defined::run).toArray(UUID[]::new))
            .invoke(rows -> rows.forEach(row -> judges.put(Defined.of(row), judges(row))))
            .replaceWithVoid();
  }

  private static Map<String, RunSpec.Judge> judges(Row row) {
    try {
      Map<String, RunSpec.Judge> known = RunSpecs.of(row).judges();
      return known == null ? Map.of() : known;
    } catch (RuntimeException e) {
      LOG.debugf("definition not read run=%s error=%s", row.getUUID("id"), e.toString());
      return Map.of();
    }
  }

  private static Map<Question, Long> underWay(List<Row> rows) {
    Map<Question, Long> counts = new HashMap<>();
    rows.forEach(
        row ->
            counts.put(
                new Question(row.getUUID("run_id"), row.getString("key")), row.getLong("k")));
    return counts;
  }

  private List<Asked> asked(List<Row> open, Map<Question, Long> underWay) {
    List<Asked> asked = new ArrayList<>();
    for (Row row : open) {
      UUID run = row.getUUID("id");
      judges
          .getOrDefault(Defined.of(row), Map.of())
          .forEach(
              (key, judge) ->
                  asked.add(asked(row, judge, underWay.getOrDefault(new Question(run, key), 0L))));
    }
    return asked;
  }

  private static Asked asked(Row run, RunSpec.Judge judge, long underWay) {
    long pending = Math.max(0, run.getInteger("answered") - underWay);
    int concurrency =
        judge.concurrency() == null ? run.getInteger("concurrency") : judge.concurrency();
    return new Asked(
        run.getUUID("workspace_id"),
        run.getString("workspace"),
        judge.provider(),
        judge.model(),
        pending,
        underWay,
        1,
        Math.min(concurrency, pending + underWay),
        pending > 0 ? run.getLong("age") : null);
  }
}
