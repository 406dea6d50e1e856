package dev.assay.worker.call;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Attempt;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.account.Pass;
import dev.assay.worker.credential.CredentialException;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.UnusableProviderException;
import dev.assay.worker.time.Time;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/** One call from its first attempt to its reply. */
final class CallPursuit {
  /** Longer waits are not sat out here: the unit goes back. */
  private static final long LONGEST_WAIT_MS = 60_000;

  private static final long BREAKER_WAIT_MS = 45_000;
  private static final long CROWDED_WAIT_MS = 10_000;

  /** A wait may be longer by so much than was meant without another reason for it. */
  private static final long TIMERS_MS = 100;

  private final CallLoop loop;
  private final Time time;
  private final Slot slot;
  private final CancelSignal cancel;
  private final List<Attempt> attempts = new ArrayList<>(1);
  private final int budget;
  private ProviderKind kind;
  private String secret;
  private ModelCall call;
  private Breaker breaker;
  private Pass pass;
  private Failure last;
  private AttemptResult latest;
  private Instant latestEnd;
  private boolean waitedForBreaker;
  private boolean probe;
  private int burnt;
  private int free;

  CallPursuit(CallLoop loop, ModelCall call, Slot slot, CancelSignal cancel) {
    this.loop = loop;
    this.time = loop.time();
    this.call = call;
    this.slot = slot;
    this.cancel = cancel;
    this.budget =
        Math.max(1, call.policy().maxAttempts() - call.attemptsMade() + call.freeAttempts());
  }

  Uni<ModelReply> start() {
    try {
      kind = loop.kinds().of(call.provider());
      secret = loop.credentials().open(call.provider());
    } catch (UnusableProviderException e) {
      return failed(e.code(), e.getMessage());
    } catch (CredentialException e) {
      return failed(
          ErrorCode.PROVIDER_AUTH, "Provider " + call.provider().name() + ": " + e.getMessage());
    }
    breaker = loop.breakers().of(call);
    pass = loop.accounts().pass(call);
    return next(false);
  }

  private Uni<ModelReply> next(boolean again) {
    Uni<ModelReply> stop = stopIfTold();
    return stop != null ? stop : place(again).onItem().transformToUni(this::attempt);
  }

  /** Cancelled, leaving or too late: the reply that says so; null when none of them. */
  private Uni<ModelReply> stopIfTold() {
    if (cancel.cancelled()) {
      return failed(ErrorCode.CANCELLED, "The run was cancelled.");
    }
    if (cancel.leaving()) {
      return park(time.now());
    }
    return left() <= 0 ? late() : null;
  }

  /**
   * A place among the run's calls, then one among the account's. Waiting for them is no attempt.
   *
   * @return null when there is one, or the call is to stop; otherwise when to come back
   */
  private Uni<Instant> place(boolean again) {
    return Uni.createFrom()
        .emitter(
            place -> {
              cancel.listenInWait(
                  () -> {
                    slot.withdraw();
                    pass.withdraw();
                    place.complete(null);
                  });
              slot.request(again, () -> pass.request(again, admission(place)));
            });
  }

  private Pass.Answer admission(UniEmitter<? super Instant> place) {
    return new Pass.Answer() {
      @Override
      public void go() {
        cancel.clear();
        place.complete(null);
      }

      @Override
      public void tooLong(long millis) {
        cancel.clear();
        place.complete(time.now().plusMillis(millis));
      }
    };
  }

  private Uni<ModelReply> attempt(Instant comeBack) {
    Uni<ModelReply> stop = stopIfTold();
    if (stop == null && comeBack != null) {
      stop = park(comeBack);
    }
    if (stop == null) {
      Failure refused = loop.accounts().refusals().all(call);
      Failure closed = refused == null ? pass.closed() : refused;
      stop = closed == null ? null : failed(closed.code(), closed.message());
    }
    if (stop != null) {
      giveBack();
      return stop;
    }
    return breaker
        .around(this::run)
        .onItem()
        .transformToUni(this::decide)
        .onFailure(CircuitBreakerOpenException.class)
        .recoverWithUni(this::waitForBreaker);
  }

  private void giveBack() {
    pass.unused();
    slot.release();
  }

  private Uni<AttemptResult> run() {
    call = call.startedAt(time.now());
    settleWait();
    probe = pass.probe() || !breaker.closed();
    int number = call.attemptsMade() + attempts.size() + 1;
    KindCall one = new KindCall(call, number, secret);
    AttemptRun run =
        new AttemptRun(kind, one, time, cancel, loop.worker(), loop.limits(), loop.bodies());
    loop.observer().started(call, run.text());
    return run.result();
  }

  private Uni<ModelReply> waitForBreaker() {
    giveBack();
    Failure down = down();
    if (down != null) {
      return failed(down.code(), down.message());
    }
    waitedForBreaker = true;
    long longest = loop.accounts().crowded() ? CROWDED_WAIT_MS : BREAKER_WAIT_MS;
    long until = time.now().toEpochMilli() + longest;
    return waiting(done -> breaker.await(done, Math.min(left(), longest)))
        .onItem()
        .transformToUni(
            x ->
                breaker.closed() || time.now().toEpochMilli() < until || left() <= 0
                    ? next(true)
                    : park(time.now().plusMillis((long) (longest * loop.random()))));
  }

  private Uni<ModelReply> decide(AttemptResult result) {
    OutcomeClass outcome = result.attempt().outcome();
    long hintMs = result.hint() == null ? 0 : result.hint().waitMs();
    pass.ended(result.attempt(), result.attempt().usage(), hintMs, result.failure());
    slot.release();
    // Who finds out for all whether the provider is back does not pay for it, unless one call is
    // what was asked for.
    // Nor does who finds out that the wait is longer than can be sat out here.
    boolean tells = probe || result.retry() && hintMs > LONGEST_WAIT_MS;
    boolean forFree = tells && outcome.retryable() && call.policy().maxAttempts() > 1;
    free += forFree ? 1 : 0;
    burnt += forFree ? 0 : 1;
    last = result.failure();
    latest = result;
    latestEnd = time.now();
    if (result.answer() != null) {
      loop.accounts().refusals().answered(call);
      note(result.attempt());
      return Uni.createFrom()
          .item(
              new ModelReply(
                  call.unit(),
                  loop.worker(),
                  result.answer(),
                  null,
                  null,
                  attempts,
                  call.context(),
                  free));
    }
    if (result.refusal() != null) {
      last =
          loop.accounts()
              .refusals()
              .refused(call, result.refusal(), result.forbidden(), result.failure());
    }
    Failure down = result.retry() && probe ? down() : null;
    if (down != null) {
      note(result.attempt());
      return failed(down.code(), down.message());
    }
    boolean more = result.retry() && burnt < budget && !cancel.cancelled();
    if (!more) {
      note(result.attempt());
      if (outcome == OutcomeClass.CANCELLED && !cancel.cancelled()) {
        // Closed because the worker leaves: somebody else goes on with it.
        return park(time.now());
      }
      return outcome == OutcomeClass.TIMEOUT && left() <= 0
          ? late()
          : failed(last.code(), last.message());
    }
    return retry(result);
  }

  private Uni<ModelReply> retry(AttemptResult result) {
    long jitter = loop.backoff().millis(Math.max(0, burnt - 1));
    long hint = result.hint() == null ? -1 : result.hint().waitMs();
    long wait = Math.max(hint, jitter);
    if (wait >= left()) {
      note(result.attempt());
      return late();
    }
    note(result.waited(wait, hint >= jitter ? "retry-after" : "backoff"));
    waitedForBreaker = false;
    if (hint > LONGEST_WAIT_MS || cancel.leaving()) {
      return park(time.now().plusMillis(wait));
    }
    return waiting(
            done -> {
              Time.Timer timer = time.after(wait, done);
              return timer::cancel;
            })
        .onItem()
        .transformToUni(x -> next(true));
  }

  /** Something that is waited for: started with what to run at its end, gives what calls it off. */
  private interface Wait {
    Runnable start(Runnable done);
  }

  /** Ends with the wait, or at once when the call is cancelled. */
  private Uni<Void> waiting(Wait wait) {
    return Uni.createFrom()
        .emitter(
            end -> {
              Runnable callOff =
                  wait.start(
                      () -> {
                        cancel.clear();
                        end.complete(null);
                      });
              cancel.listenInWait(
                  () -> {
                    callOff.run();
                    end.complete(null);
                  });
            });
  }

  private void note(Attempt attempt) {
    attempts.add(attempt);
    loop.observer().ended(call, attempt);
  }

  /** What was meant as a wait was one for the breaker or the limits, too: the ledger says so. */
  private void settleWait() {
    if (attempts.isEmpty()) {
      return;
    }
    Attempt before = attempts.get(attempts.size() - 1);
    long waited = Duration.between(latestEnd, time.now()).toMillis();
    if (waited > before.waitMs() + TIMERS_MS) {
      String reason = waitedForBreaker ? "breaker" : "limits";
      attempts.set(attempts.size() - 1, latest.waited(waited, reason));
    }
  }

  /**
   * The provider has answered nobody for as long as a unit may take: nobody needs to go on asking.
   * Null when it has, or is not known to be down.
   */
  private Failure down() {
    if (breaker.closed() || breaker.failingMs() < call.policy().deadlineMs()) {
      return null;
    }
    return new Failure(
        ErrorCode.PROVIDER_DOWN,
        "Provider "
            + call.provider().name()
            + " has answered no call of the model "
            + call.request().model()
            + " for "
            + breaker.failingMs() / 1_000
            + " s, as long as an item may take. The last: "
            + breaker.words());
  }

  /** Milliseconds until the unit's deadline. */
  private long left() {
    return call.deadlineAt() == null
        ? Long.MAX_VALUE
        : call.deadlineAt().toEpochMilli() - time.now().toEpochMilli();
  }

  private Uni<ModelReply> late() {
    String message = "The unit's deadline passed after " + attempts.size() + " attempts.";
    return failed(
        ErrorCode.DEADLINE_EXCEEDED,
        last == null ? message : message + " The last: " + last.message());
  }

  private Uni<ModelReply> park(Instant notBefore) {
    settleWait();
    return Uni.createFrom()
        .item(
            new ModelReply(
                call.unit(), loop.worker(), null, null, notBefore, attempts, call.context(), free));
  }

  private Uni<ModelReply> failed(ErrorCode code, String message) {
    return Uni.createFrom()
        .item(
            ModelReply.failed(
                call.unit(), loop.worker(), new Failure(code, message), attempts, call.context()));
  }
}
