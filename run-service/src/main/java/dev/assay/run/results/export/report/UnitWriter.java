package dev.assay.run.results.export.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Writes a run as a file, piece by piece, in the order of its units. */
public interface UnitWriter {
  /** What stands before the units. */
  byte[] head();

  /**
   * Some units.
   *
   * @param units the next ones, as the format jsonl has them
   */
  byte[] units(List<JsonNode> units);

  /** What stands behind the units; called last. */
  byte[] tail();
}
