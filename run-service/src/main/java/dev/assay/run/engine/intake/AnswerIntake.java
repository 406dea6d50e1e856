package dev.assay.run.engine.intake;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.engine.books.AnswerStore;
import dev.assay.run.engine.books.AnswerStore.UnitKey;
import dev.assay.run.engine.books.AttemptStore;
import dev.assay.run.engine.books.SettledUnit;
import dev.assay.run.engine.books.Settlement;
import dev.assay.run.engine.cache.AnswerCache;
import dev.assay.run.engine.cache.CacheNote;
import dev.assay.run.engine.dispatch.Bell;
import dev.assay.run.engine.dispatch.ReplyIntake;
import dev.assay.run.engine.losses.HandOut;
import dev.assay.run.engine.losses.LostCalls;
import dev.assay.run.engine.losses.WorkerCalls;
import dev.assay.run.engine.tasks.TaskSender;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.trace.UnitTraces;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.events.Events;
import dev.assay.run.runs.state.Counts;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLocks;
import dev.assay.run.verdict.spending.Charge;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Takes answers in: in one transaction the units that still wait for them change, the answers and
 * the ledger are kept, and the counters move by the rows that really changed. After the commit the
 * scoring tasks are sent. An answer that comes twice, or too late, changes nothing but what the run
 * has spent.
 */
@ApplicationScoped
public class AnswerIntake implements ReplyIntake {
  private static final Set<ErrorCode> FATAL =
      EnumSet.of(
          ErrorCode.PROVIDER_AUTH,
          ErrorCode.PROVIDER_QUOTA,
          ErrorCode.PROVIDER_DOWN,
          ErrorCode.PROVIDER_REFUSES_ALL,
          ErrorCode.UNKNOWN_PROVIDER);

  private static final Failure TRUNCATED =
      new Failure(
          ErrorCode.ANSWER_TRUNCATED,
          "The answer was cut off by the limit of its length, and target.on_truncated is error;"
              + " raise max_tokens.");

  private final Db db;
  private final RunSpecs specs;
  private final Settlement settlement;
  private final TaskSender tasks;
  private final Bell bell;
  private final WorkerCalls workers;
  private final UnitTraces traces;

  public AnswerIntake(
      Db db,
      RunSpecs specs,
      Settlement settlement,
      TaskSender tasks,
      Bell bell,
      WorkerCalls workers,
      UnitTraces traces) {
    this.traces = traces;
    this.workers = workers;
    this.db = db;
    this.specs = specs;
    this.settlement = settlement;
    this.tasks = tasks;
    this.bell = bell;
  }

  @Override
  public Uni<Void> take(List<ModelReply> replies) {
    Instant since = traces.begin();
    Map<UnitKey, ModelReply> best = new LinkedHashMap<>();
    replies.forEach(
        r -> best.merge(new UnitKey(r.unit().runId(), r.unit().n()), r, AnswerIntake::better));
    return effects(List.copyOf(best.values()))
        .flatMap(effects -> db.inTransaction(tx -> write(tx, effects, replies)))
        .invoke(this::ring)
        .invoke(() -> traces.written("answer", best.values(), ModelReply::unit, since))
        .flatMap(written -> tasks.send(written.toScore()));
  }

  /**
   * What a batch did.
   *
   * @param toScore units per run
   * @param judged whether a run of it has judges
   */
  private record Written(Map<UUID, List<Integer>> toScore, boolean judged) {}

  private void ring(Written written) {
    if (written.judged()) {
      bell.ring();
    } else {
      bell.ringForTargets();
    }
  }

  /**
   * Of two replies for one unit in a batch: the one of the newer generation, so that a late one
   * does not hide it; then an answer or a failure before a request to wait, which may be a double;
   * of two requests to wait the one of the newer hand-out, since the older counts for nothing.
   */
  static ModelReply better(ModelReply one, ModelReply other) {
    int newer = Integer.compare(one.unit().generation(), other.unit().generation());
    if (newer != 0) {
      return newer > 0 ? one : other;
    }
    if (one.notBefore() == null || other.notBefore() == null) {
      return one.notBefore() == null ? one : other;
    }
    return handOut(other) > handOut(one) ? other : one;
  }

  private static int handOut(ModelReply reply) {
    Integer number = HandOut.read(reply.context());
    return number == null ? 0 : number;
  }

  private Uni<List<AnswerStore.Effect>> effects(List<ModelReply> replies) {
    return InOrder.map(replies, this::effect);
  }

  private Uni<AnswerStore.Effect> effect(ModelReply reply) {
    return judged(reply)
        .flatMap(
            taken ->
                specs
                    .scorerCount(taken.unit().runId(), taken.unit().generation())
                    .map(scorers -> new AnswerStore.Effect(taken, status(taken), scorers)));
  }

  /** Where the run says so, an answer that was cut off is an error of its item, and kept. */
  private Uni<ModelReply> judged(ModelReply reply) {
    if (reply.answer() == null || !reply.answer().truncated()) {
      return Uni.createFrom().item(reply);
    }
    return specs
        .truncatedIsError(reply.unit().runId(), reply.unit().generation())
        .map(isError -> isError ? reply.rejected(TRUNCATED) : reply);
  }

  private static UnitStatus status(ModelReply reply) {
    if (reply.answer() != null) {
      return reply.failure() == null ? UnitStatus.ANSWERED : UnitStatus.ERROR;
    }
    if (reply.notBefore() != null) {
      return UnitStatus.PENDING;
    }
    return reply.failure().code() == ErrorCode.CANCELLED ? UnitStatus.CANCELLED : UnitStatus.ERROR;
  }

  private Uni<Written> write(
      SqlConnection tx, List<AnswerStore.Effect> effects, List<ModelReply> replies) {
    return RunLocks.lock(tx, effects.stream().map(e -> e.reply().unit().runId()).toList())
        .flatMap(
            runs ->
                NotStorableException.blaming(() -> AnswerStore.settle(tx, effects))
                    .flatMap(changed -> keep(tx, runs, effects, changed, replies))
                    .map(
                        toScore ->
                            new Written(
                                toScore,
                                runs.values().stream().anyMatch(r -> !r.judgeKeys().isEmpty()))));
  }

  private Uni<Map<UUID, List<Integer>>> keep(
      SqlConnection tx,
      Map<UUID, LockedRun> runs,
      List<AnswerStore.Effect> effects,
      Map<UnitKey, AnswerStore.Changed> changed,
      List<ModelReply> replies) {
    // Also of replies that came too late: the provider was asked all the same.
    List<ModelReply> known =
        replies.stream().filter(r -> runs.containsKey(r.unit().runId())).toList();
    List<AnswerStore.Effect> real =
        effects.stream().filter(e -> changed.containsKey(e.key())).toList();
    Map<UUID, List<AnswerStore.Effect>> byRun =
        real.stream()
            .collect(
                Collectors.groupingBy(
                    e -> e.reply().unit().runId(), LinkedHashMap::new, Collectors.toList()));
    List<AnswerStore.Effect> missed =
        effects.stream()
            .filter(e -> !changed.containsKey(e.key()))
            .filter(e -> runs.containsKey(e.reply().unit().runId()))
            .toList();
    return NotStorableException.blaming(
            () ->
                AnswerStore.keep(tx, real)
                    .flatMap(kept -> AnswerStore.keepLate(tx, missed))
                    .flatMap(kept -> AnswerStore.found(tx, effects, changed, workers::wasLost))
                    .flatMap(kept -> AnswerStore.book(tx, real, known))
                    .call(booked -> cache(tx, runs, known)))
        .flatMap(others -> bookRuns(tx, runs, byRun, others, changed))
        .replaceWith(() -> toScore(real));
  }

  /**
   * Books runs with units that changed, and those that only paid for a reply which changed none.
   */
  private Uni<Void> bookRuns(
      SqlConnection tx,
      Map<UUID, LockedRun> runs,
      Map<UUID, List<AnswerStore.Effect>> effects,
      List<AttemptStore.Fresh> others,
      Map<UnitKey, AnswerStore.Changed> changed) {
    // To those that have ended the ledger itself adds what comes late.
    Map<UUID, List<AttemptStore.Fresh>> paid =
        others.stream()
            .filter(a -> !runs.get(a.runId()).status().isTerminal())
            .collect(Collectors.groupingBy(AttemptStore.Fresh::runId));
    // In the order of the locks: booking takes the lock of the run's workspace, too.
    List<LockedRun> toBook =
        runs.values().stream()
            .filter(r -> effects.containsKey(r.id()) || paid.containsKey(r.id()))
            .toList();
    return InOrder.each(
        toBook,
        run -> {
          RunChange change = new RunChange();
          AnswerStore.addOthers(change, paid.getOrDefault(run.id(), List.of()));
          return bookRun(tx, run, change, effects.getOrDefault(run.id(), List.of()), changed);
        });
  }

  /** Keeps answers for later runs, also late ones: they are paid for. */
  private static Uni<Void> cache(
      SqlConnection tx, Map<UUID, LockedRun> runs, List<ModelReply> replies) {
    Map<UUID, Map<String, Answer>> byWorkspace = new TreeMap<>();
    replies.forEach(
        reply ->
            CacheNote.keyOf(reply)
                .ifPresent(
                    key ->
                        byWorkspace
                            .computeIfAbsent(
                                runs.get(reply.unit().runId()).workspaceId(), w -> new HashMap<>())
                            .put(key, reply.answer())));
    return InOrder.each(
        byWorkspace.entrySet(), e -> AnswerCache.keep(tx, e.getKey(), e.getValue()));
  }

  private Uni<Void> bookRun(
      SqlConnection tx,
      LockedRun run,
      RunChange change,
      List<AnswerStore.Effect> effects,
      Map<UnitKey, AnswerStore.Changed> changed) {
    List<SettledUnit> settled = new ArrayList<>();
    List<Integer> unscored = new ArrayList<>();
    for (AnswerStore.Effect effect : effects) {
      AnswerStore.Changed where = changed.get(effect.key());
      change.count(Counts.moved(UnitStatus.DISPATCHED, effect.status(), 1));
      tell(change, effect.reply(), where);
      if (effect.status().isSettled()) {
        settled.add(SettledUnit.of(effect, where));
      } else if (effect.status() == UnitStatus.ANSWERED && effect.scoresDue() == 0) {
        unscored.add(effect.reply().unit().n());
      }
    }
    List<LostCalls.Lost> lost = lost(effects, changed, AnswerStore::lost);
    List<LostCalls.Lost> made =
        lost(effects, changed, e -> !AnswerStore.lost(e) && before(e) != null);
    if (lost.size() + made.size() > 0) {
      change.event(LostCalls.told(lost.size() + made.size())).cost(null);
    }
    return LostCalls.book(tx, run.id(), lost)
        .flatMap(booked -> LostCalls.bookMade(tx, run.id(), made))
        .flatMap(booked -> settlement.settle(tx, run, change, settled, unscored, fatal(effects)));
  }

  private List<LostCalls.Lost> lost(
      List<AnswerStore.Effect> effects,
      Map<UnitKey, AnswerStore.Changed> changed,
      Predicate<AnswerStore.Effect> which) {
    return effects.stream()
        .filter(which)
        .map(
            e ->
                new LostCalls.Lost(
                    e.reply().unit().n(),
                    changed.get(e.key()).handedAt(),
                    Objects.requireNonNullElse(before(e), LostCalls.WORKER)))
        .toList();
  }

  /**
   * Who had the same hand-out before, and has not replied. The broker gave it to another when that
   * one was lost, or cut off; then it will say what it did.
   */
  private String before(AnswerStore.Effect effect) {
    ModelReply reply = effect.reply();
    return workers.other(reply.unit(), HandOut.read(reply.context()), reply.worker());
  }

  /** A failure after which asking the same provider again is of no use. */
  private static Failure fatal(List<AnswerStore.Effect> effects) {
    return effects.stream()
        .map(e -> e.reply().failure())
        .filter(f -> f != null && FATAL.contains(f.code()))
        .findFirst()
        .orElse(null);
  }

  private static void tell(RunChange change, ModelReply reply, AnswerStore.Changed where) {
    reply.attempts().stream()
        .filter(a -> !a.outcome().isAnswer() && a.outcome() != OutcomeClass.CANCELLED)
        .forEach(a -> change.event(Events.attemptFailed(where.position(), where.repeat(), a)));
    Answer answer = reply.answer();
    if (answer != null && answer.cached()) {
      // Nothing was asked: neither tokens nor money are spent.
      change.count(Counts.ZERO.plusCached(1));
      return;
    }
    if (answer != null) {
      Usage usage = answer.usage();
      change.tokens(usage == null ? null : usage.input(), usage == null ? null : usage.output());
      change.cost(answer.cost());
    }
    List<Charge> others = Charge.ofOthers(reply);
    others.forEach(charge -> change.cost(charge.cost()));
    change.call(known(answer, others), tokens(answer));
  }

  /** What a reply is known to have cost, its failed attempts included. */
  private static double known(Answer answer, List<Charge> others) {
    double own = answer == null || answer.cost() == null ? 0 : answer.cost();
    return own
        + others.stream().map(Charge::cost).filter(Objects::nonNull).mapToDouble(c -> c).sum();
  }

  private static long tokens(Answer answer) {
    return answer == null || answer.usage() == null
        ? 0
        : answer.usage().input() + answer.usage().output();
  }

  private static Map<UUID, List<Integer>> toScore(List<AnswerStore.Effect> effects) {
    return effects.stream()
        .filter(e -> e.status() == UnitStatus.ANSWERED && e.scoresDue() > 0)
        .collect(
            Collectors.groupingBy(
                e -> e.reply().unit().runId(),
                LinkedHashMap::new,
                Collectors.mapping(e -> e.reply().unit().n(), Collectors.toList())));
  }
}
