package dev.assay.run.engine.stalls;

import java.util.Locale;

/** Why a run gets nothing handed out although something is due. */
enum Reason {
  /** No worker is alive. */
  NO_WORKER("no worker is alive"),
  /** Its workspace has as many runs, or calls with workers, as it may have. */
  QUOTA("its workspace has as much at a time as it may have"),
  /** Its dispatching failed a moment ago. */
  RESTING("handing out failed, and it rests"),
  /** What is left of its budget may be taken by what is under way. */
  NO_PURSE("its budget allows no more before what is under way is known"),
  /** Somebody works on its row, or does not let go of it. */
  LOCKED("its row is locked by somebody"),
  /** None of these. */
  UNKNOWN("not known");

  private final String sentence;

  Reason(String sentence) {
    this.sentence = sentence;
  }

  /** For people. */
  String sentence() {
    return sentence;
  }

  /** As the metric has it. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
