package dev.assay.common.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Makes identifiers: UUID version 7, ordered by the time they were made. */
public final class Ids {
  private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

  private Ids() {}

  /** A new UUID version 7. */
  public static UUID next() {
    return GENERATOR.generate();
  }
}
