package dev.assay.run.runs.state;

import java.util.Locale;

/** How a run that has ended goes on in a new generation, by request. */
public enum Revival {
  /** What has no measurement is asked again. */
  RETRY,
  /** What a cancel stopped is scored to the end, or asked again. */
  RESUME,
  /** Every answer is scored again. */
  RESCORE;

  /** As it stands in the run's row. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Revival of(String wire) {
    return wire == null ? null : valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
