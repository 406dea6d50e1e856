package dev.assay.worker.outcome;

import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.ProviderError.Meaning;
import dev.assay.worker.wire.HeaderLookup;
import java.time.Instant;

/**
 * What an error response amounts to.
 *
 * @param outcome its class, from the status and the parsed body
 * @param retry whether another attempt may help; {@code x-should-retry} has the last word
 * @param hint when to come back, null when the provider does not say
 * @param well whether the provider itself is well: it made something that cannot be used
 */
public record Triage(OutcomeClass outcome, boolean retry, RetryHint hint, boolean well) {

  /** Judges an error by status, headers and the error found in the body. */
  public static Triage of(int status, HeaderLookup headers, ProviderError error, Instant now) {
    OutcomeClass outcome = classify(status, error);
    Boolean word = outcome.isAnswer() ? null : RetryHints.shouldRetry(headers);
    Meaning known = error.meaning();
    boolean unfinished = known == Meaning.UNFINISHED;
    boolean retry = word == null ? outcome.retryable() && !unfinished : word;
    RetryHint hint = RetryHints.of(headers, outcome, now);
    if (hint == null && error.retryAfterMs() != null) {
      hint = new RetryHint(error.retryAfterMs(), "retry-info");
    }
    return new Triage(outcome, retry, hint, unfinished || known == Meaning.BAD_GENERATION);
  }

  /**
   * Whether a refusal without a name may be of this request alone: a firewall and a guardrail
   * answer 403, as does a provider that does not know the key.
   */
  public static boolean bareForbidden(int status, ProviderError error) {
    return status == 403 && error.meaning() == null && ErrorVocabulary.meaning(error) == null;
  }

  private static OutcomeClass of(Meaning meaning) {
    return switch (meaning) {
      case FILTERED -> OutcomeClass.CONTENT_FILTER;
      case BAD_GENERATION, UNFINISHED, BROKEN_OFF -> OutcomeClass.TRANSIENT;
      case OVERLOADED -> OutcomeClass.OVERLOADED;
    };
  }

  private static OutcomeClass classify(int status, ProviderError error) {
    if (error.meaning() != null) {
      return of(error.meaning());
    }
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
      // Without a name it is this request that is refused, until all of them are.
      case 403 ->
          named == null
              ? OutcomeClass.INVALID
              : named == OutcomeClass.CONTENT_FILTER ? named : OutcomeClass.AUTH;
      // 499 is what Google and proxies call a request that was broken off on their side.
      case 408, 409, 424, 425, 499 -> OutcomeClass.TRANSIENT;
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
