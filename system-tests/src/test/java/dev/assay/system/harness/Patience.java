package dev.assay.system.harness;

import java.time.Duration;

/**
 * How long a test waits for what has to come. Only a fault reaches it, also where everything takes
 * ten times as long as on a quiet machine.
 */
public final class Patience {
  /** For whatever one waits for. */
  public static final Duration LONG = Duration.ofMinutes(4);

  private Patience() {}
}
