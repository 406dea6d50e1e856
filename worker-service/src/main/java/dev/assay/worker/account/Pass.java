package dev.assay.worker.account;

import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import java.util.concurrent.TimeUnit;

/** One call's way through its account's limits, attempt by attempt. On the event loop only. */
public final class Pass {
  /** What becomes of a request; exactly one of them, maybe at once. */
  public interface Answer {
    /** The attempt may start; or the account was closed meanwhile, see {@link Pass#closed}. */
    void go();

    /** The wait is too long to be sat out here. */
    void tooLong(long millis);
  }

  /** Where a pass stands. */
  enum State {
    IDLE,
    WAITING,
    RUNNING
  }

  private final Account account;
  final ModelCall call;
  Answer answer;
  State state = State.IDLE;
  long since;
  long estimate;
  boolean probe;

  Pass(Account account, ModelCall call) {
    this.account = account;
    this.call = call;
  }

  /**
   * Asks to make an attempt.
   *
   * @param again the call had made one before: it goes ahead of those that had not
   */
  public void request(boolean again, Answer whenKnown) {
    answer = whenKnown;
    account.request(this, again);
  }

  /** Wants none any more. Harmless when nothing was asked for. */
  public void withdraw() {
    account.withdraw(this);
  }

  /** Gives the leave to start back, nothing was sent. Harmless when there is none. */
  public void unused() {
    account.unused(this);
  }

  /** Why the account is closed to this call, null when it is not. */
  public Failure closed() {
    return account.closed(call);
  }

  /** Whether the attempt that may start is to find out whether the provider still refuses all. */
  public boolean probe() {
    return probe;
  }

  /**
   * The attempt has ended.
   *
   * @param hintMs how long the provider says to wait, 0 when it does not
   * @param failure what a closed account says to others, null for an answer
   */
  public void ended(Attempt attempt, Usage usage, long hintMs, Failure failure) {
    boolean first = attempt.number() == 1;
    OutcomeClass outcome = attempt.outcome();
    Integer status = attempt.httpStatus();
    account.ended(
        this,
        new Account.End(
            outcome,
            first,
            TimeUnit.MILLISECONDS.toNanos(hintMs),
            status != null && status == 403,
            attempt.outcomeUnknown(),
            usage,
            failure));
  }
}
