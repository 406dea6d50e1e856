package dev.assay.run.engine.sweep;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.run.engine.judging.JudgeSender;
import dev.assay.run.engine.judging.JudgingClaims;
import dev.assay.run.engine.judging.JudgingClaims.Judging;
import dev.assay.run.engine.troubles.RunTroubles;
import dev.assay.run.platform.db.Db;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Judges whose task was not stamped, or whose score is missing long after the deadline of all their
 * questions: asked again. Within the deadline nobody is asked twice. One that was lost several
 * times ends in an error of its scorer.
 */
@ApplicationScoped
public class LateJudgings {
  private static final Logger LOG = Logger.getLogger(LateJudgings.class);
  // The unit is no longer waiting: cancelled, cut, or asked again in a newer generation.
  private static final String FORGET =
      """
      delete from judgings j
      where not exists (
        select 1 from units u where u.run_id = j.run_id and u.n = j.n
          and u.generation = j.generation and u.status = 'answered')
      """;
  private static final String FIND =
      """
      select j.run_id, j.n, j.key, j.generation, j.deliveries, j.sent_at is null as unsent
      from judgings j join runs r on r.id = j.run_id
      where ((j.sent_at is null and j.handed_at < now() - $1 * interval '1 ms')
         or j.handed_at < now() - ($2 + r.deadline_ms) * interval '1 ms')
        and r.id <> all($3)
      limit 2000
      """;

  private static final String STEP = "asking its judges again";

  private final Db db;
  private final SweepConfig config;
  private final JudgingClaims claims;
  private final JudgeSender sender;
  private final RunTroubles troubles;

  private record Late(List<Judging> again, List<Judging> lost) {}

  public LateJudgings(
      Db db, SweepConfig config, JudgingClaims claims, JudgeSender sender, RunTroubles troubles) {
    this.troubles = troubles;
    this.db = db;
    this.config = config;
    this.claims = claims;
    this.sender = sender;
  }

  Uni<Integer> sweep() {
    return db.query(FORGET)
        .flatMap(
            gone ->
                db.query(
                    FIND,
                    config.unsent().toMillis(),
                    config.unanswered().toMillis(),
                    troubles.resting(STEP)))
        .flatMap(this::handle);
  }

  private Uni<Integer> handle(RowSet<Row> rows) {
    Map<UUID, Late> byRun = new LinkedHashMap<>();
    for (Row row : rows) {
      Judging judging =
          new Judging(
              row.getUUID("run_id"),
              row.getInteger("generation"),
              row.getInteger("n"),
              row.getString("key"));
      Late late =
          byRun.computeIfAbsent(
              judging.runId(), r -> new Late(new ArrayList<>(), new ArrayList<>()));
      boolean lost =
          !row.getBoolean("unsent") && row.getInteger("deliveries") >= config.deliveries();
      (lost ? late.lost() : late.again()).add(judging);
    }
    if (rows.size() > 0) {
      LOG.infof("late judges again=%d", rows.size());
    }
    return troubles
        .each(STEP, byRun.entrySet(), Map.Entry::getKey, run -> handle(run.getValue()))
        .replaceWith(rows.size());
  }

  private Uni<Void> handle(Late late) {
    Uni<Void> given =
        late.lost().isEmpty() ? Uni.createFrom().voidItem() : sender.giveUp(late.lost(), lost());
    return given.flatMap(
        x -> late.again().isEmpty() ? Uni.createFrom().voidItem() : again(late.again()));
  }

  private Uni<Void> again(List<Judging> late) {
    Judging any = late.get(0);
    return claims
        .again(any.runId(), any.generation(), late, config.unsent().toMillis())
        .flatMap(sender::send);
  }

  private Failure lost() {
    return new Failure(
        ErrorCode.JUDGE_FAILED,
        "The judge was asked " + config.deliveries() + " times and no reply came back.");
  }
}
