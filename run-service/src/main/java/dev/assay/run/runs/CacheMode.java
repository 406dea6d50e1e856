package dev.assay.run.runs;

import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a run does with answers that were given before. */
public enum CacheMode {
  /** Neither looks nor keeps: every unit is asked. */
  OFF,
  /** Takes answers that are there, keeps none. */
  READ,
  /** Asks every unit and keeps its answer in place of an older one. */
  WRITE,
  /** Takes answers that are there and keeps those it had to ask for. */
  READ_WRITE;

  /** Whether answers are taken. */
  public boolean reads() {
    return this == READ || this == READ_WRITE;
  }

  /** Whether answers are kept. */
  public boolean writes() {
    return this == WRITE || this == READ_WRITE;
  }

  /** As the API spells it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All, for sentences. */
  public static String known() {
    return Arrays.stream(values()).map(CacheMode::wire).collect(Collectors.joining(", "));
  }

  /**
   * By its spelling in the API, null when there is no such mode. {@code false} is off: it is how
   * YAML reads a bare {@code off}.
   */
  public static CacheMode of(String wire) {
    if ("false".equals(wire)) {
      return OFF;
    }
    return Arrays.stream(values())
        .filter(mode -> mode.wire().equals(wire))
        .findFirst()
        .orElse(null);
  }

  /** Takes the word as it was written; what is no word is refused with the words that are. */
  static final class Written extends StdConverter<Object, String> {
    @Override
    public String convert(Object value) {
      return String.valueOf(value);
    }
  }
}
