package dev.assay.run.library.providers.accounts;

import dev.assay.common.part.AccountLoad.Phase;

/** What people who watch a run should know of the account it calls. */
enum Condition {
  /** Nothing to speak of. */
  WELL("ACCOUNT_RECOVERED", "info", "Provider %s takes calls as usual again."),
  /** An episode of 429 lasts. */
  THROTTLED(
      "ACCOUNT_THROTTLED",
      "warn",
      "Provider %s limits the rate: fewer calls run at a time until it stops."),
  /** A breaker is open. */
  FAILING(
      "ACCOUNT_FAILING", "warn", "Provider %s mostly fails: calls wait until a probe succeeds."),
  /** Nothing starts. */
  PAUSED("ACCOUNT_PAUSED", "warn", "Provider %s is paused: no call starts for a while.");

  private final String code;
  private final String level;
  private final String sentence;

  Condition(String code, String level, String sentence) {
    this.code = code;
    this.level = level;
    this.sentence = sentence;
  }

  /** How an account stands; nothing is known to be wrong when nobody calls it. */
  static Condition of(AccountLimits.Now now) {
    if (now == null) {
      return WELL;
    }
    if (now.pausedUntil() != null) {
      return PAUSED;
    }
    if (now.openBreakers() > 0) {
      return FAILING;
    }
    return now.phase() == Phase.THROTTLED ? THROTTLED : WELL;
  }

  /** A stable name. */
  String code() {
    return code;
  }

  /** info or warn. */
  String level() {
    return level;
  }

  /** For people. */
  String message(String provider) {
    return sentence.formatted(provider);
  }
}
