package dev.assay.run.preview.scorer;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.CallPolicy;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.link.broker.BrokerAwayException;
import dev.assay.link.broker.BrokerLink;
import dev.assay.link.broker.Sender;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunSpec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tries a scorer that asks a model. Its report comes back by the queue of all scores, to whichever
 * replica takes it; that one leaves it in a row, where this one looks for it.
 */
@ApplicationScoped
public class JudgeTrials {
  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(50);
  // A person waits: tried twice, and not for longer than that person does.
  private static final CallPolicy POLICY =
      new CallPolicy(2, 40_000, 5_000, 40_000, 40_000, PATIENCE.toMillis());
  private static final String BEGIN = "insert into trials (id) values ($1)";
  private static final String READ =
      "select report::text as report from trials where id = $1 and report is not null";
  private static final String FORGET =
      "delete from trials where id = $1 or created_at < now() - interval '1 hour'";

  private final Db db;
  private final Providers providers;
  private final Sender tasks;

  public JudgeTrials(Db db, Providers providers, BrokerLink link) {
    this.db = db;
    this.providers = providers;
    this.tasks = link.sender(Address.TASKS);
  }

  /**
   * Scores one answer.
   *
   * @return fails with UNAVAILABLE when no score came within 50 s
   */
  public Uni<Score> run(
      UUID workspaceId, ScorerSpec spec, ScoringTask.Unit unit, RunSpec.Judge judge) {
    UUID id = unit.unit().runId();
    return providers
        .ref(workspaceId, judge.provider(), judge.model())
        .map(ref -> new ScoringTask.Judge(ref, judge.model(), judge.params(), POLICY, 1))
        .map(asked -> new ScoringTask(List.of(spec), List.of(unit), Map.of(spec.key(), asked)))
        .call(task -> db.query(BEGIN, id))
        .flatMap(task -> tasks.send(Envelope.of(id, task)))
        .onFailure(BrokerAwayException.class)
        .transform(e -> late("The broker is away; try again in a moment."))
        .flatMap(sent -> await(id))
        .eventually(() -> db.query(FORGET, id));
  }

  private Uni<Score> await(UUID id) {
    return read(id)
        .onItem()
        .delayIt()
        .by(LOOK)
        .repeat()
        .until(Optional::isPresent)
        .collect()
        .last()
        .flatMap(last -> read(id))
        .map(Optional::orElseThrow)
        .ifNoItem()
        .after(PATIENCE)
        .failWith(
            () ->
                late(
                    "The judge did not reply in time. Is a worker running, and does its provider"
                        + " answer?"));
  }

  private Uni<Optional<Score>> read(UUID id) {
    return db.query(READ, id)
        .map(rows -> Rows.first(rows).map(row -> JsonColumns.read(row, "report", Score.class)));
  }

  private static ProblemException late(String message) {
    return new ProblemException(ErrorCode.UNAVAILABLE, message);
  }
}
