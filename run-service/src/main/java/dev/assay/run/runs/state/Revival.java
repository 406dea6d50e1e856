package dev.assay.run.runs.state;

import java.util.Locale;

/** How the units of a run are moved, some at a time: by request after its end, or at its start. */
public enum Revival {
  /** What has no measurement is asked again. */
  RETRY,
  /** What a cancel stopped is scored to the end, or asked again. */
  RESUME,
  /** Every answer is scored again. */
  RESCORE,
  /** What was answered before the run was launched is scored; what was not is skipped. */
  STORED;

  /** As it stands in the run's row. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Revival of(String wire) {
    return wire == null ? null : valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
