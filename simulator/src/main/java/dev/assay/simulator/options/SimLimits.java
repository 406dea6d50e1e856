package dev.assay.simulator.options;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an account may ask for; more is answered with 429. Null stands for no limit.
 *
 * @param rpm starts in any 60 s
 * @param tpm tokens, of questions and answers, of what started in any 60 s
 * @param maxConcurrency requests running at a time
 */
public record SimLimits(Integer rpm, Long tpm, Integer maxConcurrency) {
  /** Nothing is limited. */
  public static final SimLimits NONE = new SimLimits(null, null, null);

  private static final int MOST_RPM = 1_000_000;

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException when a limit is not positive
   */
  public SimLimits {
    positive("rpm", rpm, MOST_RPM);
    positive("tpm", tpm, Long.MAX_VALUE);
    positive("max_concurrency", maxConcurrency, Integer.MAX_VALUE);
  }

  /** Whether there is none. */
  public boolean none() {
    return rpm == null && tpm == null && maxConcurrency == null;
  }

  /** Reads {@code {rpm, tpm, max_concurrency}} over these; what is not there stays. */
  SimLimits with(JsonNode json) {
    if (!json.isObject()) {
      return this;
    }
    JsonNode requests = json.path("rpm");
    JsonNode tokens = json.path("tpm");
    JsonNode running = json.path("max_concurrency");
    return new SimLimits(
        requests.isNumber() ? Integer.valueOf(requests.asInt()) : rpm,
        tokens.isNumber() ? Long.valueOf(tokens.asLong()) : tpm,
        running.isNumber() ? Integer.valueOf(running.asInt()) : maxConcurrency);
  }

  private static void positive(String name, Number value, long most) {
    if (value != null && (value.longValue() < 1 || value.longValue() > most)) {
      throw new IllegalArgumentException(name + " is at least 1 and at most " + most);
    }
  }
}
