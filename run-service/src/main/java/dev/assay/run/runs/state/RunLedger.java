package dev.assay.run.runs.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.Failure;
import dev.assay.common.json.Json;
import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.runs.events.EventDraft;
import dev.assay.run.runs.events.EventLog;
import dev.assay.run.runs.events.EventType;
import dev.assay.run.runs.events.Events;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Books a change on a locked run: counters by the rows that really changed, the transitions that
 * follow from the counts, and the events that tell of both, in one transaction.
 */
@ApplicationScoped
public class RunLedger {
  private static final Duration PROGRESS_EVERY = Duration.ofMillis(100);
  private static final String BOOK =
      """
      update runs set
        pending = pending + $2, dispatched = dispatched + $3, answered = answered + $4,
        passed = passed + $5, failed = failed + $6, errored = errored + $7,
        skipped = skipped + $8, cancelled = cancelled + $9, cached = cached + $10, cut = cut + $20,
        score_sum = score_sum + $11, score_count = score_count + $12,
        tokens_in = tokens_in + $13, tokens_out = tokens_out + $14,
        cost = cost + $15, cost_unknown = cost_unknown or $16,
        event_seq = event_seq + $17,
        dearest_call = greatest(dearest_call, $21),
        dearest_judgement = greatest(dearest_judgement, $22),
        longest_call = greatest(longest_call, $23),
        longest_judgement = greatest(longest_judgement, $24),
        progress_at = case when $18 then $19::timestamptz else progress_at end,
        updated_at = $19
      where id = $1
      returning event_seq
      """;

  // A canary that nobody answers, its message being lost, is waited for until its deadline.
  private static final String CANARIES =
      """
      select exists (
        select 1 from jsonb_each(r.canaries) k, jsonb_each(k.value) c
        where c.value->>'status' = 'asked'
          and (c.value->>'until')::float8 > extract(epoch from clock_timestamp())) as open
      from runs r where r.id = $1
      """;
  private static final String ABANDON =
      """
      update runs set error = $2::text::json, cutting = null, reviving = null,
        verdict = case when gated then 'inconclusive' else 'none' end
      where id = $1
      returning verdict
      """;

  private final RunTransitions transitions;
  private final RunFinisher finisher;
  private final EventLog events;

  public RunLedger(RunTransitions transitions, RunFinisher finisher, EventLog events) {
    this.transitions = transitions;
    this.finisher = finisher;
    this.events = events;
  }

  /**
   * Books the change.
   *
   * @param tx holds the run's lock; the units are already changed in it
   * @return the status the run stands in afterwards
   */
  public Uni<RunStatus> book(SqlConnection tx, LockedRun run, RunChange change) {
    return book(tx, run, change, List.of(), null);
  }

  /** Books the change after first moving the run through the given statuses for a reason. */
  public Uni<RunStatus> book(
      SqlConnection tx, LockedRun run, RunChange change, List<RunStatus> forced, String reason) {
    Counts after = run.counts().plus(change.counts());
    RunStatus start = forced.isEmpty() ? run.status() : forced.get(forced.size() - 1);
    return mayEnd(tx, run, start, after)
        .map(mayEnd -> following(run, start, after, mayEnd))
        .flatMap(
            following -> book(tx, run, change, after, concat(forced, following), reason, finisher));
  }

  /** Nothing follows from counts that do not say all yet. */
  private static List<RunStatus> following(
      LockedRun run, RunStatus start, Counts after, boolean mayEnd) {
    return run.reviving() == null ? RunPath.from(start, after, run.total(), mayEnd) : List.of();
  }

  private static List<RunStatus> concat(List<RunStatus> forced, List<RunStatus> following) {
    List<RunStatus> path = new ArrayList<>(forced);
    path.addAll(following);
    return path;
  }

  /**
   * Whether nothing is waited for but the units: neither the gate against null answers nor what
   * judges make of canaries, by which the verdict is believed or not, and which are billed.
   */
  private static Uni<Boolean> mayEnd(
      SqlConnection tx, LockedRun run, RunStatus start, Counts after) {
    boolean tested = !run.gated() || run.selfTested();
    boolean ending = tested && after.done() && !start.isTerminal();
    return !ending || run.judgeKeys().isEmpty()
        ? Uni.createFrom().item(tested)
        : Db.query(tx, CANARIES, run.id()).map(rows -> !Rows.one(rows).getBoolean("open"));
  }

  /**
   * Books the last change of a run that cannot go on, and fails it, or ends its cancel, without
   * looking at what it measured: that may be what cannot be read. Its verdict says that nothing was
   * decided.
   *
   * @param change after it no unit is open
   */
  public Uni<RunStatus> abandon(
      SqlConnection tx, LockedRun run, RunChange change, Failure failure) {
    String code = failure.code().name();
    change.event(Events.log("error", code, failure.message()));
    ObjectNode error = Json.mapper().createObjectNode();
    error.put("code", code).put("message", failure.message());
    RunStatus end = run.status() == RunStatus.CANCELLING ? RunStatus.CANCELLED : RunStatus.FAILED;
    RunFinisher unjudged =
        (same, locked) ->
            Db.query(same, ABANDON, locked.id(), error.toString())
                .map(rows -> Rows.one(rows).getString("verdict"));
    Counts after = run.counts().plus(change.counts());
    return book(tx, run, change, after, List.of(end), code, unjudged);
  }

  private Uni<RunStatus> book(
      SqlConnection tx,
      LockedRun run,
      RunChange change,
      Counts after,
      List<RunStatus> path,
      String reason,
      RunFinisher end) {
    RunStatus last = path.isEmpty() ? run.status() : path.get(path.size() - 1);
    List<EventDraft> drafts = new ArrayList<>(change.events());
    boolean progress = progressDue(run, change, path);
    if (progress) {
      drafts.add(progress(run, after, change, last));
    }
    // The counters move first: a run finishes on numbers that already hold.
    return count(tx, run, change, drafts.size() + path.size(), progress)
        .flatMap(
            seq ->
                walk(tx, run, path, drafts, reason, end)
                    .flatMap(
                        ok ->
                            events.append(tx, run.id(), run.workspaceId(), seq, run.now(), drafts)))
        .replaceWith(last);
  }

  private Uni<Long> count(
      SqlConnection tx, LockedRun run, RunChange change, int newEvents, boolean progress) {
    Counts c = change.counts();
    return Db.query(
            tx,
            BOOK,
            run.id(),
            c.pending(),
            c.dispatched(),
            c.answered(),
            c.passed(),
            c.failed(),
            c.errored(),
            c.skipped(),
            c.cancelled(),
            c.cached(),
            change.scoreSum(),
            change.scoreCount(),
            change.tokensIn(),
            change.tokensOut(),
            change.cost(),
            change.costUnknown(),
            (long) newEvents,
            progress,
            run.now(),
            c.cut(),
            change.dearestCall(),
            change.dearestJudgement(),
            change.longestCall(),
            change.longestJudgement())
        .map(rows -> Rows.one(rows).getLong("event_seq"));
  }

  private Uni<Void> walk(
      SqlConnection tx,
      LockedRun run,
      List<RunStatus> path,
      List<EventDraft> drafts,
      String reason,
      RunFinisher end) {
    if (path.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return InOrder.each(path, to -> step(tx, run, path, to, drafts, reason, end));
  }

  private Uni<Boolean> step(
      SqlConnection tx,
      LockedRun run,
      List<RunStatus> path,
      RunStatus to,
      List<EventDraft> drafts,
      String reason,
      RunFinisher end) {
    int i = path.indexOf(to);
    RunStatus from = i == 0 ? run.status() : path.get(i - 1);
    EventDraft draft = Events.status(from, to, i == 0 ? reason : null);
    drafts.add(draft);
    return transitions
        .move(tx, run.id(), to)
        .invoke(moved -> require(moved, run, to))
        .flatMap(
            moved -> to.isTerminal() ? finish(tx, run, draft, end) : Uni.createFrom().item(moved));
  }

  private static Uni<Boolean> finish(
      SqlConnection tx, LockedRun run, EventDraft draft, RunFinisher end) {
    return end.finish(tx, run)
        .invoke(verdict -> draft.data().put("verdict", verdict))
        .replaceWith(true);
  }

  private static void require(boolean moved, LockedRun run, RunStatus to) {
    if (!moved) {
      // The row is locked and the path follows the enum, so this is a fault of ours: roll back.
      throw new IllegalStateException(
          "run " + run.id() + " stands in " + run.status() + " and cannot become " + to);
    }
  }

  private static boolean progressDue(LockedRun run, RunChange change, List<RunStatus> path) {
    if (!path.isEmpty()) {
      return true;
    }
    boolean changed = !change.counts().equals(Counts.ZERO);
    return changed
        && (run.progressAt() == null
            || Duration.between(run.progressAt(), run.now()).compareTo(PROGRESS_EVERY) >= 0);
  }

  private static EventDraft progress(
      LockedRun run, Counts after, RunChange change, RunStatus status) {
    ObjectNode data = Json.mapper().createObjectNode();
    data.put("status", status.wire());
    data.set("counts", after.toJson(run.total()));
    long scores = run.scoreCount() + change.scoreCount();
    if (scores > 0) {
      data.put("mean_score", (run.scoreSum() + change.scoreSum()) / scores);
    }
    double known = run.cost() + change.cost();
    boolean unknown = run.costUnknown() || change.costUnknown();
    // Said also when it is not known any more: a reader must not keep the sum of before.
    data.put("cost", unknown ? null : (Double) known);
    data.put("known_cost", known);
    if (run.generationStartedAt() != null) {
      Pace.of(after, run.doneBefore(), run.total(), run.elapsed()).write(data);
    }
    return new EventDraft(EventType.RUN_PROGRESS, data);
  }
}
