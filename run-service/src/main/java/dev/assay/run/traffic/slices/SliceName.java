package dev.assay.run.traffic.slices;

import dev.assay.run.runs.TrafficSource;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The dataset that the traffic of a source is frozen in: {@code traffic.skill.invoices}. */
public final class SliceName {
  private static final int LONGEST = 60;

  private SliceName() {}

  /** The same for the same source; what cannot stand in a name is told apart by a hash. */
  static String of(TrafficSource source) {
    return "traffic." + within(source);
  }

  /** The dataset of what a model is asked to correct: {@code traffic.notes.skill.invoices}. */
  public static String ofNotes(TrafficSource source) {
    return "traffic.notes." + within(source);
  }

  private static String within(TrafficSource source) {
    String plain = source.id().replaceAll("[^A-Za-z0-9._-]", "-");
    boolean same = plain.equals(source.id()) && plain.length() <= LONGEST;
    String name =
        same ? plain : plain.substring(0, Math.min(plain.length(), LONGEST)) + "-" + hash(source);
    return source.sourceType().wire() + "." + name;
  }

  private static String hash(TrafficSource source) {
    return UUID.nameUUIDFromBytes(source.id().getBytes(StandardCharsets.UTF_8))
        .toString()
        .substring(0, 8);
  }
}
