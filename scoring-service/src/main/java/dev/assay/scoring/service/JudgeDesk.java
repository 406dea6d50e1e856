package dev.assay.scoring.service;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.Address;
import dev.assay.common.message.Envelope;
import dev.assay.common.message.Message;
import dev.assay.common.message.ModelReply;
import dev.assay.common.message.ScoreReport;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.Score;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.UnitRef;
import dev.assay.scoring.engine.Judging;
import dev.assay.scoring.engine.ScoringEngine;
import dev.assay.scoring.judge.JudgeContext;
import dev.assay.scoring.judge.JudgeReply;
import dev.assay.scoring.service.Outgoing.Addressed;
import dev.assay.scoring.spans.ItemSpans;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * From a task, or a judge's reply, to what is to be sent: scores that are there, and questions.
 * Scores that need no model do not wait for those that do.
 */
final class JudgeDesk {
  private final ScoringEngine engine;
  private final Judging judging;
  private final ScoringMetrics metrics;
  private final ScoreTraces traces;
  private final JudgeCalls calls = new JudgeCalls();

  JudgeDesk(ScoringEngine engine, ScoringMetrics metrics, ScoreTraces traces) {
    this.engine = engine;
    this.judging = engine.judging();
    this.metrics = metrics;
    this.traces = traces;
  }

  /** The scores of a task that are there at once, and the first questions of its judges. */
  Outgoing task(Envelope<?> envelope, ScoringTask task) {
    List<ScorerSpec> plain = task.scorers().stream().filter(s -> !asks(task, s)).toList();
    List<ScorerSpec> asking = task.scorers().stream().filter(s -> asks(task, s)).toList();
    List<Addressed> out = new ArrayList<>();
    List<ScoreReport.Unit> scored = new ArrayList<>();
    for (ScoringTask.Unit unit : task.units()) {
      Instant since = traces.begin();
      List<Score> scores = new ArrayList<>(engine.scoreWhatIsReady(plain, unit));
      for (ScorerSpec spec : asking) {
        JudgeContext context =
            JudgeContext.begin(
                spec,
                ItemSpans.forJudge(spec, unit.item()),
                unit.answer(),
                task.judges().get(spec.key()));
        step(envelope, unit.unit(), context, scores, out);
      }
      traces.scored(unit.unit(), scores, since);
      if (!scores.isEmpty() || task.scorers().isEmpty()) {
        scored.add(new ScoreReport.Unit(unit.unit(), scores));
      }
    }
    metrics.units(task.units().size());
    if (!scored.isEmpty()) {
      out.add(new Addressed(Address.SCORES, message(envelope, new ScoreReport(scored))));
    }
    return new Outgoing(null, out, null, "scored");
  }

  /**
   * What to do with a task that a scoring-service was lost with, or failed with: it may have been
   * the task that ended it. It goes back to run-service, which counts and decides.
   */
  static Outgoing lost(Envelope<?> envelope, ScoringTask task) {
    List<UnitRef> units = task.units().stream().map(ScoringTask.Unit::unit).toList();
    // Copied and not collected: where the task does not say, there is a null.
    List<Integer> losses = new ArrayList<>();
    task.units().forEach(unit -> losses.add(unit.losses()));
    ScoreReport report = new ScoreReport(List.of(), null, units, losses);
    return new Outgoing(
        null, List.of(new Addressed(Address.SCORES, message(envelope, report))), null, "lost");
  }

  /**
   * What follows from a reply: the next question, or the score; when it was cancelled, only what
   * was spent until then.
   */
  Outgoing judgement(Envelope<?> envelope, ModelReply reply) {
    JudgeContext context = JudgeContext.read(reply.context());
    List<Addressed> out = new ArrayList<>();
    if (reply.failure() != null && reply.failure().code() == ErrorCode.CANCELLED) {
      List<Attempt> attempts = attempts(context, reply);
      if (!attempts.isEmpty()) {
        ScoreReport.Spent spent =
            new ScoreReport.Spent(reply.unit(), context.scorer().key(), attempts);
        ScoreReport report = new ScoreReport(List.of(), List.of(spent));
        out.add(new Addressed(Address.SCORES, message(envelope, report)));
      }
      return new Outgoing(null, out, null, "cancelled");
    }
    boolean wait = reply.answer() == null && reply.failure() == null;
    JudgeContext now =
        wait
            ? context.spending(reply.attempts())
            : context.with(JudgeReply.of(context.asking(), context.spent(), reply));
    List<Score> scores = new ArrayList<>();
    Instant since = traces.begin();
    step(envelope, reply.unit(), now, scores, out);
    traces.scored(reply.unit(), scores, since);
    if (!scores.isEmpty()) {
      ScoreReport report = new ScoreReport(List.of(new ScoreReport.Unit(reply.unit(), scores)));
      out.add(new Addressed(Address.SCORES, message(envelope, report)));
    }
    return new Outgoing(null, out, wait ? reply.notBefore() : null, "judged");
  }

  /** All that were made about the answer, for earlier questions, too. */
  private static List<Attempt> attempts(JudgeContext context, ModelReply reply) {
    List<Attempt> attempts = new ArrayList<>();
    context.replies().forEach(earlier -> attempts.addAll(earlier.attempts()));
    attempts.addAll(context.spent());
    if (reply.attempts() != null) {
      attempts.addAll(reply.attempts());
    }
    return attempts;
  }

  private void step(
      Envelope<?> envelope,
      UnitRef unit,
      JudgeContext context,
      List<Score> scores,
      List<Addressed> out) {
    long start = System.nanoTime();
    Judging.Step step = judging.next(context);
    if (step instanceof Judging.Step.Ask ask) {
      out.add(
          new Addressed(
              Address.CALLS, message(envelope, calls.call(unit, context, ask.question()))));
    } else {
      Score score = ((Judging.Step.Done) step).score();
      metrics.scored(score, System.nanoTime() - start);
      scores.add(score);
    }
  }

  private static boolean asks(ScoringTask task, ScorerSpec spec) {
    return task.judges() != null && task.judges().containsKey(spec.key());
  }

  /** In the trace and the run of the message that led to it. */
  static Envelope<?> message(Envelope<?> cause, Message body) {
    Envelope<Message> plain = Envelope.of(cause.runId(), body);
    return new Envelope<>(
        plain.id(), plain.runId(), plain.sentAt(), cause.traceparent(), plain.body());
  }
}
