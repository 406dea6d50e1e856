package dev.assay.worker.call;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.UnusableProviderException;
import dev.assay.worker.outcome.AnswerBounds;
import dev.assay.worker.outcome.Cost;
import dev.assay.worker.outcome.Failures;
import dev.assay.worker.outcome.Redactor;
import dev.assay.worker.outcome.RetryHint;
import dev.assay.worker.outcome.SecretForms;
import dev.assay.worker.outcome.Triage;
import dev.assay.worker.time.Time;
import dev.assay.worker.wire.HeaderLookup;
import dev.assay.worker.wire.WireFault;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Takes down what happens in one attempt and makes its result of it. */
final class AttemptRecord {
  /** Where providers and gateways tell their id of a request. */
  private static final List<String> REQUEST_IDS =
      List.of(
          "x-request-id", "request-id", "x-amzn-requestid", "apim-request-id", "x-ms-request-id");

  private final KindCall call;
  private final Time time;
  private final String worker;
  private final int reasoningBytes;
  private final BodyHash body = new BodyHash();
  private Instant startedAt;
  private long startNanos;
  private long firstByteNanos;
  private long firstTokenNanos;
  private long wholeNanos;
  private long bytes;
  private String had;
  private boolean sent;
  private boolean answered;
  private Integer status;
  private String requestId;

  AttemptRecord(KindCall call, Time time, String worker, int reasoningBytes) {
    this.call = call;
    this.time = time;
    this.worker = worker;
    this.reasoningBytes = reasoningBytes;
  }

  void start() {
    startedAt = time.now();
    startNanos = time.nanos();
  }

  /** A secret that goes with the request beside what the provider's record holds. */
  void secret(String secret) {
    had = secret;
  }

  void sent() {
    sent = true;
  }

  void head(int newStatus, HeaderLookup headers) {
    status = newStatus;
    firstByteNanos = time.nanos();
    requestId =
        clean(
            REQUEST_IDS.stream()
                .map(headers::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null));
  }

  int status() {
    return status;
  }

  /** Returns the size of the body so far, in bytes. */
  long add(Buffer piece) {
    bytes = body.add(piece);
    return bytes;
  }

  long bytes() {
    return bytes;
  }

  /** The answer is whole, though the response may not have ended: its time ends here. */
  void whole() {
    wholeNanos = time.nanos();
  }

  void token() {
    if (firstTokenNanos == 0) {
      firstTokenNanos = time.nanos();
    }
  }

  AttemptResult answered(AnswerDraft given) {
    answered = true;
    // A far end may say the secret back; it is kept nowhere.
    String why = AnswerBounds.exceeded(given);
    if (why != null) {
      return tooMuch(why, AnswerBounds.plausible(given.usage()));
    }
    AnswerDraft draft =
        AnswerBounds.trimmed(
            SecretForms.of(had).hide(SecretForms.of(call.secret()).hide(given)), reasoningBytes);
    if (requestId == null) {
      requestId = draft.requestId();
    }
    Double cost = Cost.of(provider().pricing(), draft.usage());
    Answer answer =
        new Answer(
            draft.output(),
            draft.toolCalls(),
            draft.finishReason(),
            draft.refusal(),
            draft.logprobs(),
            draft.usage(),
            since(startNanos),
            firstTokenNanos == 0 ? null : millis(firstTokenNanos - startNanos),
            cost,
            draft.model(),
            requestId,
            false,
            draft.reasoning());
    OutcomeClass outcome = draft.declined() ? OutcomeClass.CONTENT_FILTER : OutcomeClass.OK;
    Attempt attempt = attempt(outcome, draft.usage(), cost, null);
    return new AttemptResult(attempt, answer, null, false, null);
  }

  /** What cannot be kept was made, and would be made again. */
  AttemptResult tooMuch(String why, Usage usage) {
    answered = true;
    Failure failure = new Failure(ErrorCode.PROVIDER_NONSENSE, named(why));
    Double cost = Cost.of(provider().pricing(), usage);
    Attempt attempt = attempt(OutcomeClass.INVALID, usage, cost, failure.message());
    return new AttemptResult(attempt, null, failure, false, null);
  }

  /**
   * An error of the provider's.
   *
   * @param used tokens that were used all the same, null when not known
   */
  AttemptResult problem(Triage triage, ProviderError error, Usage used) {
    // The provider has spoken: it is known what became of the request.
    answered = true;
    String words = clean(error.message());
    if (triage.outcome() == OutcomeClass.CONTENT_FILTER) {
      String refusal = words == null || words.isEmpty() ? null : words;
      return answered(
          new AnswerDraft(null, null, Answer.CONTENT_FILTER, refusal, null, used, null, requestId));
    }
    Usage usage = AnswerBounds.plausible(used);
    String sentence =
        "Provider "
            + provider().name()
            + (status < 300 ? " reported an error in its answer" : " answered " + status)
            + (words == null || words.isEmpty() ? "." : ": " + words);
    Double cost = Cost.of(provider().pricing(), usage);
    Attempt attempt = attempt(triage.outcome(), usage, cost, sentence);
    Failure failure = new Failure(Failures.code(triage.outcome()), sentence);
    AttemptResult result = new AttemptResult(attempt, null, failure, triage.retry(), triage.hint());
    if (triage.well()) {
      result = result.notProviders();
    }
    return triage.outcome() == OutcomeClass.INVALID && !triage.retry()
        ? refused(result, error, words)
        : result;
  }

  /** A page of a firewall has a number of its own in each answer: a bare 403 is told by itself. */
  private AttemptResult refused(AttemptResult result, ProviderError error, String words) {
    boolean bare = Triage.bareForbidden(status, error);
    return result.refused(
        bare ? "403" : status + " " + error.type() + " " + error.code() + " " + words, bare);
  }

  /** Given up for other answers that are being read. */
  AttemptResult dropped() {
    return failed(
            OutcomeClass.TRANSIENT,
            ErrorCode.PROVIDER_ERROR,
            "the answers that the worker was reading took too many bytes together")
        .notProviders();
  }

  AttemptResult unreadable(String why) {
    return failed(OutcomeClass.TRANSIENT, ErrorCode.PROVIDER_NONSENSE, named(why), null);
  }

  AttemptResult fault(WireFault fault) {
    String words = clean(fault.message());
    return switch (fault.kind()) {
      case CONNECT ->
          failed(OutcomeClass.TRANSIENT, ErrorCode.PROVIDER_UNREACHABLE, named(words), null);
      case BROKEN -> failed(OutcomeClass.TRANSIENT, ErrorCode.PROVIDER_ERROR, named(words), null);
      case PREPARATION ->
          failed(OutcomeClass.TRANSIENT, ErrorCode.PROMPT_FAILED, words, null).notProviders();
      case REQUEST ->
          failed(OutcomeClass.INVALID, ErrorCode.PROVIDER_REFUSED_REQUEST, named(words), null);
      case UNUSABLE ->
          failed(OutcomeClass.INVALID, ErrorCode.PROVIDER_REFUSED_REQUEST, words, null);
      case IDENTITY -> failed(OutcomeClass.AUTH, ErrorCode.PROVIDER_AUTH, named(words), null);
      case IDENTITY_AWAY ->
          failed(OutcomeClass.TRANSIENT, ErrorCode.PROVIDER_UNREACHABLE, named(words), null)
              .notProviders();
      case EGRESS -> {
        String sentence = "Provider " + provider().name() + ": " + words;
        yield failed(OutcomeClass.INVALID, ErrorCode.EGRESS_REFUSED, sentence, null);
      }
      case REDIRECT -> {
        answered = true;
        yield failed(OutcomeClass.INVALID, ErrorCode.EGRESS_REFUSED, named(words), null);
      }
    };
  }

  AttemptResult unusable(UnusableProviderException e) {
    return failed(OutcomeClass.INVALID, e.code(), e.getMessage(), null);
  }

  /** Ended by us. */
  AttemptResult failed(OutcomeClass outcome, ErrorCode code, String why) {
    return failed(outcome, code, named(why), null);
  }

  private AttemptResult failed(
      OutcomeClass outcome, ErrorCode code, String sentence, Triage triage) {
    Attempt attempt = attempt(outcome, null, null, sentence);
    boolean retry = triage == null ? outcome.retryable() : triage.retry();
    RetryHint hint = triage == null ? null : triage.hint();
    return new AttemptResult(attempt, null, new Failure(code, sentence), retry, hint);
  }

  private Attempt attempt(OutcomeClass outcome, Usage usage, Double cost, String error) {
    return new Attempt(
        call.attempt(),
        worker,
        startedAt,
        firstByteNanos == 0 ? null : Long.valueOf(millis(firstByteNanos - startNanos)),
        since(startNanos),
        outcome,
        status,
        requestId,
        0,
        null,
        usage,
        cost,
        body.hex(),
        error,
        sent && !answered);
  }

  private String named(String why) {
    return "Provider " + provider().name() + ": " + why + ".";
  }

  private String clean(String words) {
    return Redactor.clean(SecretForms.of(had).hide(words), call.secret(), provider());
  }

  private ProviderRef provider() {
    return call.call().provider();
  }

  private long since(long nanos) {
    return millis((wholeNanos == 0 ? time.nanos() : wholeNanos) - nanos);
  }

  private static long millis(long nanos) {
    // To the nearest, so that short times do not all become 0.
    return (nanos + 500_000) / 1_000_000;
  }
}
