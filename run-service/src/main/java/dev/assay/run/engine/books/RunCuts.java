package dev.assay.run.engine.books;

import dev.assay.common.error.Failure;
import dev.assay.common.json.Json;
import dev.assay.common.status.RunStatus;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.events.Events;
import dev.assay.run.runs.state.Counts;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.Purse;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.UnitMoves;
import dev.assay.run.verdict.stopping.EarlyStops;
import dev.assay.run.verdict.stopping.Stop;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a run short: what was not asked yet is skipped when the budget is used up, when most calls
 * fail, when no further call can succeed, or when the verdict is known and the run asks to end
 * then. What is in flight settles as usual.
 */
@ApplicationScoped
public class RunCuts {
  private static final String GO_ON =
      "update runs set cutting = coalesce(cutting, $2) where id = $1";
  private static final String ERROR =
      "update runs set error = $2::text::json where id = $1 and ($3 or error is null)";
  private static final String EARLY = "EARLY_STOP";
  private static final Set<UnitStatus> WAITING = EnumSet.of(UnitStatus.PENDING);
  private static final String STOPPED = "update runs set stopped = $2::text::json where id = $1";

  private final RunSpecs specs;

  /** Why a run is cut, for people and programs. */
  record Cut(String reason, String message) {}

  public RunCuts(RunSpecs specs) {
    this.specs = specs;
  }

  /** Looks at the limits of a locked run and adds what follows to the change. */
  Uni<Void> apply(SqlConnection tx, LockedRun run, RunChange change, Failure fatal) {
    boolean open = RunStatus.DISPATCHING.contains(run.status()) && !run.push();
    boolean waiting = run.counts().pending() + change.counts().pending() > 0;
    if (run.cutting() != null && open && waiting) {
      // Decided and told already: what is left over is being skipped, and what a worker gives back
      // follows it here, unless others are skipped before it.
      return run.counts().pending() > 0
          ? Uni.createFrom().voidItem()
          : skip(tx, run, change, run.cutting()).replaceWithVoid();
    }
    if (fatal != null && (open || RunStatus.EVALUATING_RESULTS == run.status() || run.push())) {
      return cut(tx, run, change, fatalCut(fatal, open && waiting), fatal);
    }
    if (!open || !waiting) {
      return Uni.createFrom().voidItem();
    }
    return specs
        .get(tx, run)
        .flatMap(
            known -> {
              Cut cut = find(known.spec(), run, change);
              if (cut != null) {
                return cut(tx, run, change, cut, null);
              }
              // While units are being moved the counts do not say what is still open.
              Stop stop =
                  run.reviving() == null ? EarlyStops.look(known.spec(), run, change) : null;
              return stop == null ? Uni.createFrom().voidItem() : stop(tx, run, change, stop);
            });
  }

  /**
   * Skips the answers of a locked run that wait for a judge when its budget is used up, and adds
   * what follows to the change. What judges are being asked about settles as usual.
   *
   * @return whether the budget is used up
   */
  static Uni<Boolean> applyToJudges(
      SqlConnection tx, LockedRun run, RunChange change, RunSpec spec) {
    Cut spent = budget(spec.budget(), run, change);
    Cut cut = spent == null ? beyond(run, change, JUDGEMENT) : spent;
    if (cut == null) {
      return Uni.createFrom().item(false);
    }
    return JudgeCuts.skip(tx, run, spec, cut.reason())
        .call(
            k -> {
              change.count(Counts.moved(UnitStatus.ANSWERED, UnitStatus.SKIPPED, k).plusCut(k));
              return k == 0 ? Uni.createFrom().voidItem() : tell(tx, run, change, cut, null, false);
            })
        .replaceWith(true);
  }

  /** Whether the budget of a run is used up. */
  static boolean spent(LockedRun run, RunSpec spec) {
    RunChange none = new RunChange();
    return budget(spec.budget(), run, none) != null || beyond(run, none, JUDGEMENT) != null;
  }

  private static Cut fatalCut(Failure fatal, boolean waiting) {
    String rest = waiting ? " What was not asked yet is skipped." : "";
    return new Cut(fatal.code().name(), fatal.message() + rest);
  }

  /** The limit that is reached, or null. */
  static Cut find(RunSpec spec, LockedRun run, RunChange change) {
    Cut spent = budget(spec.budget(), run, change);
    if (spent != null) {
      return spent;
    }
    Cut beyond = beyond(run, change, ITEM);
    if (beyond != null) {
      return beyond;
    }
    RunSpec.FailFast failFast = spec.failFast();
    if (failFast != null) {
      Counts after = run.counts().plus(change.counts());
      int measured = after.passed() + after.failed() + after.errored();
      if (measured >= failFast.after() && after.errored() > failFast.errorRate() * measured) {
        return new Cut(
            "FAIL_FAST",
            after.errored()
                + " of "
                + measured
                + " items ended in error: more than fail_fast allows.");
      }
    }
    return null;
  }

  private static Cut budget(RunSpec.Budget budget, LockedRun run, RunChange change) {
    if (budget != null) {
      double cost = run.cost() + change.cost();
      long tokens = run.tokensIn() + run.tokensOut() + change.tokensIn() + change.tokensOut();
      if (budget.maxCost() != null && cost >= budget.maxCost()) {
        return new Cut("BUDGET_COST", "The run's max_cost of " + budget.maxCost() + " is used up.");
      }
      if (budget.maxTokens() != null && tokens >= budget.maxTokens()) {
        return new Cut(
            "BUDGET_TOKENS", "The run's max_tokens of " + budget.maxTokens() + " are used up.");
      }
      // The time of this generation: a run that is retried a day later has its whole budget again.
      if (budget.maxDurationS() != null
          && run.elapsed().compareTo(Duration.ofSeconds(budget.maxDurationS())) >= 0) {
        return new Cut(
            "BUDGET_DURATION",
            "The run's max_duration_s of " + budget.maxDurationS() + " is used up.");
      }
    }
    return null;
  }

  /** What one more of something may take of a purse, with what a change knows of it. */
  private interface Price {
    double of(Purse.Account account, double call, double judgement, int judges);
  }

  private static final Price JUDGEMENT =
      (account, call, judgement, judges) -> Math.max(account.perJudgement(), judgement);
  private static final Price ITEM =
      (account, call, judgement, judges) ->
          Math.max(account.perCall(), call) + judges * Math.max(account.perJudgement(), judgement);

  /**
   * The limit that one more would go beyond, if it took as much as the dearest so far. What is
   * spent only grows, so nothing that is under way can make room for it again.
   */
  private static Cut beyond(LockedRun run, RunChange change, Price price) {
    int judges = run.judgeKeys().size();
    Purse.Account cost = run.purse().cost();
    double each = price.of(cost, change.dearestCall(), change.dearestJudgement(), judges);
    if (each > 0 && cost.exhausted(each, change.cost())) {
      return new Cut(
          "BUDGET_COST",
          String.format(
              Locale.ROOT,
              "The run's max_cost of %s is used up: %.6g is spent, and one more takes up to %.6g.",
              cost.most(),
              cost.spent() + change.cost(),
              each));
    }
    Purse.Account tokens = run.purse().tokens();
    each = price.of(tokens, change.longestCall(), change.longestJudgement(), judges);
    long added = change.tokensIn() + change.tokensOut();
    return each > 0 && tokens.exhausted(each, added)
        ? new Cut(
            "BUDGET_TOKENS",
            String.format(
                Locale.ROOT,
                "The run's max_tokens of %.0f are used up: %.0f are spent, and one more takes up to"
                    + " %.0f.",
                tokens.most(),
                tokens.spent() + added,
                each))
        : null;
  }

  /**
   * Skips what was not asked yet, as much as one transaction may; {@link Leftovers} goes on with
   * the rest, and nothing of it is handed out meanwhile, nor what workers give back of what they
   * have. The item is how much was skipped.
   */
  private static Uni<Integer> skip(
      SqlConnection tx, LockedRun run, RunChange change, String reason) {
    return UnitMoves.endSome(tx, run, WAITING, UnitStatus.SKIPPED, reason)
        .invoke(change::count)
        .call(
            skipped ->
                unasked(run.counts().plus(change.counts()))
                    ? Db.query(tx, GO_ON, run.id(), reason)
                    : Uni.createFrom().nullItem())
        .map(Counts::skipped);
  }

  /** Whether units wait to be handed out, or may yet be given back by a worker. */
  static boolean unasked(Counts counts) {
    return counts.pending() > 0 || counts.dispatched() > 0;
  }

  private static Uni<Void> cut(
      SqlConnection tx, LockedRun run, RunChange change, Cut cut, Failure fatal) {
    // What the caller pushes needs no call of ours: it is taken, and scored as far as it can be.
    Uni<Integer> skipped =
        run.push() ? Uni.createFrom().item(0) : skip(tx, run, change, cut.reason());
    return skipped.flatMap(k -> tell(tx, run, change, cut, fatal, k > 0));
  }

  private static Uni<Void> tell(
      SqlConnection tx, LockedRun run, RunChange change, Cut cut, Failure fatal, boolean skipped) {
    return remember(tx, run, cut, fatal, skipped)
        .invoke(
            fresh -> {
              if (fresh) {
                change.event(Events.log("warn", cut.reason(), cut.message()));
              }
            })
        .replaceWithVoid();
  }

  private static Uni<Void> stop(SqlConnection tx, LockedRun run, RunChange change, Stop stop) {
    change.event(Events.log("info", EARLY, stop.message()));
    return skip(tx, run, change, EARLY)
        .flatMap(k -> Db.query(tx, STOPPED, run.id(), JsonColumns.text(stop)))
        .replaceWithVoid();
  }

  /** Calls that were on their way fail for the same reason, one after the other: said once. */
  private static Uni<Boolean> remember(
      SqlConnection tx, LockedRun run, Cut cut, Failure fatal, boolean skipped) {
    String error =
        JsonColumns.text(
            Json.mapper()
                .createObjectNode()
                .put("code", cut.reason())
                .put("message", fatal == null ? cut.message() : fatal.message()));
    return Db.query(tx, ERROR, run.id(), error, skipped).map(rows -> rows.rowCount() > 0);
  }
}
