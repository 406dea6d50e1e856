package dev.assay.run.engine.books;

import dev.assay.common.error.Failure;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.events.EventDraft;
import dev.assay.run.runs.events.EventType;
import dev.assay.run.runs.state.Counts;
import dev.assay.run.runs.state.LockedRun;
import dev.assay.run.runs.state.RunChange;
import dev.assay.run.runs.state.RunLedger;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What follows in a run from units that changed: settled items are told, limits are looked at. */
@ApplicationScoped
public class Settlement {
  // Whoever replays events reads them one by one: none may be as large as a run.
  private static final int MOST_TOLD_AT_ONCE = 500;

  private final RunLedger ledger;
  private final RunCuts cuts;

  public Settlement(RunLedger ledger, RunCuts cuts) {
    this.ledger = ledger;
    this.cuts = cuts;
  }

  /**
   * Books a change of a locked run and what follows from it.
   *
   * @param settled units that reached their end already
   * @param due answered units that got scores, or that have no scorer; those whose last score is in
   *     are settled
   * @param fatal why no further call can succeed, null when one can
   */
  public Uni<Void> settle(
      SqlConnection tx,
      LockedRun run,
      RunChange change,
      List<SettledUnit> settled,
      List<Integer> due,
      Failure fatal) {
    List<SettledUnit> all = new ArrayList<>(settled);
    return ScoreStore.settle(tx, run.id(), due)
        .invoke(scored -> add(change, all, scored))
        .flatMap(scored -> cuts.apply(tx, run, change, fatal))
        .invoke(cut -> tell(change, all))
        .flatMap(cut -> ledger.book(tx, run, change))
        .replaceWithVoid();
  }

  /** Whether no judge of a run is to be asked any more, because its budget is used up. */
  public boolean judgesSpent(LockedRun run, RunSpec spec) {
    return RunCuts.spent(run, spec);
  }

  /**
   * Ends what waits for a judge when the budget of a locked run is used up.
   *
   * @return whether it is
   */
  public Uni<Boolean> cutJudges(SqlConnection tx, LockedRun run, RunSpec spec) {
    RunChange change = new RunChange();
    return RunCuts.applyToJudges(tx, run, change, spec)
        .call(
            cut ->
                change.counts().equals(Counts.ZERO)
                    ? Uni.createFrom().voidItem()
                    : ledger.book(tx, run, change));
  }

  private static void add(RunChange change, List<SettledUnit> all, List<SettledUnit> scored) {
    scored.forEach(unit -> change.count(Counts.moved(UnitStatus.ANSWERED, unit.status(), 1)));
    all.addAll(scored);
  }

  private static void tell(RunChange change, List<SettledUnit> settled) {
    for (int from = 0; from < settled.size(); from += MOST_TOLD_AT_ONCE) {
      List<SettledUnit> some =
          settled.subList(from, Math.min(settled.size(), from + MOST_TOLD_AT_ONCE));
      change.event(new EventDraft(EventType.ITEMS_SETTLED, SettledUnit.event(some)));
    }
  }
}
