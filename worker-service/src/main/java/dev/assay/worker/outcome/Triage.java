package dev.assay.worker.outcome;

import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.wire.HeaderLookup;
import java.time.Instant;

/**
 * What an error response amounts to.
 *
 * @param outcome its class, from the status and the parsed body
 * @param retry whether another attempt may help; {@code x-should-retry} has the last word
 * @param hint when to come back, null when the provider does not say
 */
public record Triage(OutcomeClass outcome, boolean retry, RetryHint hint) {

  /** Judges an error by status, headers and the error found in the body. */
  public static Triage of(int status, HeaderLookup headers, ProviderError error, Instant now) {
    OutcomeClass outcome = classify(status, error);
    Boolean word = outcome.isAnswer() ? null : RetryHints.shouldRetry(headers);
    boolean retry = word == null ? outcome.retryable() : word;
    RetryHint hint = RetryHints.of(headers, outcome, now);
    if (hint == null && error.retryAfterMs() != null) {
      hint = new RetryHint(error.retryAfterMs(), "retry-info");
    }
    return new Triage(outcome, retry, hint);
  }

  private static OutcomeClass classify(int status, ProviderError error) {
    OutcomeClass named = ErrorVocabulary.meaning(error);
    if (status < 300) {
      return insideSuccess(error, named);
    }
    if (named == OutcomeClass.QUOTA) {
      return named;
    }
    if (status >= 500) {
      return status == 529 || named == OutcomeClass.OVERLOADED
          ? OutcomeClass.OVERLOADED
          : OutcomeClass.TRANSIENT;
    }
    return switch (status) {
      case 429 -> named == OutcomeClass.OVERLOADED ? named : OutcomeClass.RATE_LIMITED;
      case 402 -> OutcomeClass.QUOTA;
      case 401 -> OutcomeClass.AUTH;
      case 403 -> named == OutcomeClass.CONTENT_FILTER ? named : OutcomeClass.AUTH;
      case 408, 409, 424, 425 -> OutcomeClass.TRANSIENT;
      default ->
          named == OutcomeClass.CONTENT_FILTER
                  || named == OutcomeClass.AUTH
                  || named == OutcomeClass.OVERLOADED
              ? named
              : OutcomeClass.INVALID;
    };
  }

  /** Gateways put the status they met into the code of an error inside a 200. */
  private static OutcomeClass insideSuccess(ProviderError error, OutcomeClass named) {
    if (named != null) {
      return named;
    }
    String code = error.code();
    if (code != null && code.length() == 3 && code.chars().allMatch(Character::isDigit)) {
      int status = Integer.parseInt(code);
      if (status >= 400) {
        return classify(status, error);
      }
    }
    return OutcomeClass.TRANSIENT;
  }
}
