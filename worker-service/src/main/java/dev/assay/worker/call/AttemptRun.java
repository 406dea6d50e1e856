package dev.assay.worker.call;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.kind.UnusableProviderException;
import dev.assay.worker.outcome.AnswerLimits;
import dev.assay.worker.outcome.SecretForms;
import dev.assay.worker.outcome.Triage;
import dev.assay.worker.time.Time;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.HeaderLookup;
import dev.assay.worker.wire.WireFault;
import dev.assay.worker.wire.WireListener;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One attempt: one request on one connection. It always ends with a result; a cancel or a timeout
 * closes the connection first.
 */
final class AttemptRun implements WireListener, BodyBudget.Body {
  private static final Logger LOG = Logger.getLogger(AttemptRun.class);

  /** How long a response may take to end after its answer has, so that its connection is kept. */
  private static final long LINGER_MS = 500;

  private static final String COMPRESSED =
      "the answer came compressed (Content-Encoding), which was not asked for";

  private final ProviderKind kind;
  private final KindCall call;
  private final Time time;
  private final CancelSignal cancel;
  private final AnswerLimits limits;
  private final BodyBudget bodies;
  private final AttemptRecord record;
  private ResponseReader reader;
  private UniEmitter<? super AttemptResult> result;
  private Exchange exchange;
  private Watch watch;
  private HeaderLookup headers = HeaderLookup.NONE;
  private Time.Timer linger;
  private SecretForms had = SecretForms.of(null);
  private Runnable refused = () -> {};
  private boolean body;
  private boolean over;

  AttemptRun(
      ProviderKind kind,
      KindCall call,
      Time time,
      CancelSignal cancel,
      String worker,
      AnswerLimits limits,
      BodyBudget bodies) {
    this.kind = kind;
    this.call = call;
    this.time = time;
    this.cancel = cancel;
    this.limits = limits;
    this.bodies = bodies;
    this.record = new AttemptRecord(call, time, worker, limits.reasoningBytes());
  }

  /** Starts when subscribed to; at most once. */
  Uni<AttemptResult> result() {
    return Uni.createFrom().<AttemptResult>emitter(this::start);
  }

  /** The streamed text so far. */
  Supplier<String> text() {
    SecretForms secret = SecretForms.of(call.secret());
    return () -> had.hideGrowing(secret.hideGrowing(reader == null ? "" : reader.textSoFar()));
  }

  private void start(UniEmitter<? super AttemptResult> emitter) {
    result = emitter;
    record.start();
    ModelCall model = call.call();
    if (cancel.told()) {
      finish(stop());
      return;
    }
    long left =
        model.deadlineAt() == null
            ? Long.MAX_VALUE
            : model.deadlineAt().toEpochMilli() - time.now().toEpochMilli();
    watch = new Watch(time, model.policy(), left, this::expired);
    try {
      reader = kind.reader(call);
      exchange = kind.ask(call, model.policy().connectTimeoutMs(), this);
    } catch (UnusableProviderException e) {
      finish(record.unusable(e));
      return;
    } catch (RuntimeException e) {
      // Without a result the places it has at the account and the breaker would never be free.
      finish(unforeseen(e));
      return;
    }
    if (!over) {
      cancel.listenInAttempt(this::stopped);
    }
  }

  @Override
  public void preparing() {
    if (!over) {
      watch.preparing();
    }
  }

  @Override
  public void prepared() {
    if (!over) {
      watch.connecting();
    }
  }

  @Override
  public void secret(String secret, Runnable whenRefused) {
    refused = whenRefused;
    had = SecretForms.of(secret);
    record.secret(secret);
  }

  @Override
  public void sent() {
    record.sent();
    watch.sent();
  }

  @Override
  public void head(int status, HeaderLookup responseHeaders) {
    headers = responseHeaders;
    record.head(status, responseHeaders);
    reader.head(status, responseHeaders);
  }

  @Override
  public void chunk(Buffer piece) {
    if (over) {
      return;
    }
    if (record.add(piece) > limits.bodyBytes()) {
      exchange.abort();
      finish(
          record.failed(
              OutcomeClass.INVALID,
              ErrorCode.PROVIDER_NONSENSE,
              "the answer is larger than " + limits.bodyBytes() + " bytes"));
      return;
    }
    bodies.grown(this, piece.length());
    if (over) {
      return;
    }
    body |= piece.length() > 0;
    reader.chunk(piece);
    if (reader.tokens()) {
      record.token();
    }
    if (call.call().request().stream() ? reader.tokens() : body) {
      watch.progress();
    }
    if (linger == null && reader.ended()) {
      record.whole();
      linger = time.after(LINGER_MS, this::lingered);
    }
  }

  /** The answer has ended, the connection has not: it is not waited for. */
  private void lingered() {
    if (!over) {
      exchange.abort();
      decode();
    }
  }

  @Override
  public long bytes() {
    return record.bytes();
  }

  @Override
  public void drop() {
    if (!over) {
      exchange.abort();
      finish(record.dropped());
    }
  }

  @Override
  public void end() {
    if (!over) {
      decode();
    }
  }

  @Override
  public void fault(WireFault fault) {
    if (over) {
      return;
    }
    if (fault.kind() == WireFault.Kind.BROKEN && reader.complete()) {
      // The answer was whole before the connection went.
      decode();
      return;
    }
    finish(record.fault(fault));
  }

  private void decode() {
    Decoded decoded;
    try {
      decoded = reader.decode();
    } catch (RuntimeException e) {
      // Whatever a provider sends ends in a result, also what a reader did not foresee.
      decoded = new Decoded.Unreadable("the answer could not be read");
    }
    if (decoded instanceof Decoded.Answered answered) {
      finish(record.answered(answered.draft()));
    } else if (decoded instanceof Decoded.Problem problem) {
      problem(problem);
    } else if (decoded instanceof Decoded.TooMuch tooMuch) {
      finish(record.tooMuch(tooMuch.why(), null));
    } else if (decoded instanceof Decoded.Unreadable unreadable) {
      finish(record.unreadable(compressed() ? COMPRESSED : unreadable.why()));
    }
  }

  /** That what was sent is no JSON would say nothing of a server that compresses unasked. */
  private boolean compressed() {
    String encoding = headers.get("content-encoding");
    return encoding != null && !encoding.equalsIgnoreCase("identity");
  }

  /** Its message may hold what was asked, or the secret: only the place is logged. */
  private AttemptResult unforeseen(RuntimeException e) {
    StackTraceElement[] at = e.getStackTrace();
    LOG.errorf(
        "request not made provider_kind=%s error=%s at=%s",
        kind.name(), e.getClass().getName(), at.length == 0 ? "unknown" : at[0]);
    return record.failed(
        OutcomeClass.INVALID,
        ErrorCode.INTERNAL,
        "the request could not be made, the worker's log says where it failed");
  }

  private void problem(Decoded.Problem problem) {
    Triage triage = Triage.of(record.status(), headers, problem.error(), time.now());
    if (triage.outcome() == OutcomeClass.AUTH) {
      refused.run();
    }
    finish(record.problem(triage, problem.error(), problem.usage()));
  }

  private void expired(Watch.Limit limit) {
    if (exchange != null) {
      exchange.abort();
    }
    if (reader.complete()) {
      // The answer is whole; only what comes after it did not.
      decode();
      return;
    }
    finish(record.failed(OutcomeClass.TIMEOUT, ErrorCode.PROVIDER_TIMEOUT, limit.sentence()));
  }

  private void stopped() {
    exchange.abort();
    finish(stop());
  }

  private AttemptResult stop() {
    String why = cancel.cancelled() ? "the run was cancelled" : "the worker leaves";
    return record.failed(OutcomeClass.CANCELLED, ErrorCode.CANCELLED, "stopped, " + why);
  }

  private void finish(AttemptResult end) {
    if (over) {
      return;
    }
    over = true;
    bodies.ended(this);
    if (linger != null) {
      linger.cancel();
    }
    cancel.clear();
    if (watch != null) {
      watch.stop();
    }
    result.complete(end);
  }
}
