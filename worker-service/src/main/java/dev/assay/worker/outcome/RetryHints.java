package dev.assay.worker.outcome;

import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.wire.HeaderLookup;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads when to come back from the headers of a response. An explicit {@code retry-after-ms} or
 * {@code retry-after} wins; the resets of rate limits count only when the rate was limited, because
 * some providers send them with every response.
 */
final class RetryHints {
  /** A limit's reset, and how much of the limit is left. */
  private record Reset(String reset, String remaining) {}

  private static final List<Reset> RESETS =
      List.of(
          openAi("-requests"),
          openAi("-tokens"),
          openAi(""),
          anthropic("requests"),
          anthropic("tokens"),
          anthropic("input-tokens"),
          anthropic("output-tokens"));

  private RetryHints() {}

  /** Null when the provider does not say. */
  static RetryHint of(HeaderLookup headers, OutcomeClass outcome, Instant now) {
    RetryHint explicit = hint("retry-after-ms", headers, HintDuration::millis);
    if (explicit == null) {
      explicit = hint("retry-after", headers, v -> HintDuration.secondsOrDate(v, now));
    }
    if (explicit != null) {
      return explicit;
    }
    return outcome == OutcomeClass.RATE_LIMITED ? fromResets(headers, now) : null;
  }

  /** What {@code x-should-retry} says, null when it says nothing. */
  static Boolean shouldRetry(HeaderLookup headers) {
    String value = headers.get("x-should-retry");
    if (value == null) {
      return null;
    }
    return switch (value.strip()) {
      case "true" -> Boolean.TRUE;
      case "false" -> Boolean.FALSE;
      default -> null;
    };
  }

  /** The latest reset among the limits that are used up or do not say whether they are. */
  private static RetryHint fromResets(HeaderLookup headers, Instant now) {
    RetryHint latest = null;
    for (Reset limit : RESETS) {
      if (left(headers.get(limit.remaining()))) {
        // Its reset is when it is full again, which has nothing to do with this refusal.
        continue;
      }
      RetryHint hint = hint(limit.reset(), headers, v -> HintDuration.reset(v, now));
      if (hint != null && (latest == null || hint.waitMs() > latest.waitMs())) {
        latest = hint;
      }
    }
    return latest;
  }

  private static boolean left(String remaining) {
    return remaining != null && !remaining.strip().matches("-?0*(\\.0*)?|-.*");
  }

  private static RetryHint hint(String header, HeaderLookup headers, HintParser parser) {
    String value = headers.get(header);
    if (value == null) {
      return null;
    }
    OptionalLong ms = parser.parse(value);
    return ms.isEmpty() ? null : new RetryHint(ms.getAsLong(), header);
  }

  /** Milliseconds from a header's value. */
  private interface HintParser {
    OptionalLong parse(String value);
  }

  private static Reset openAi(String limit) {
    return new Reset("x-ratelimit-reset" + limit, "x-ratelimit-remaining" + limit);
  }

  private static Reset anthropic(String limit) {
    return new Reset(
        "anthropic-ratelimit-" + limit + "-reset", "anthropic-ratelimit-" + limit + "-remaining");
  }
}
