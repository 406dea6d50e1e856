package dev.assay.run.engine.dispatch;

import dev.assay.common.part.UnitRef;
import java.time.OffsetDateTime;

/**
 * A unit that was handed out and its item.
 *
 * @param itemId the dataset item's own id
 * @param body the item's JSON as stored
 * @param position of the item in its dataset version
 * @param repeat which independent answer this is, 0-based
 * @param attempts attempts already on record in this generation
 * @param firstAttemptAt start of the unit's deadline; null when no attempt was made yet
 * @param handOut which hand-out of the unit this is, from 1
 * @param deliveries hand-outs in a row, this one included, that nobody has come back from
 * @param freeAttempts how many of the attempts do not count against the policy's
 */
public record ClaimedUnit(
    UnitRef ref,
    int position,
    int repeat,
    String itemId,
    String section,
    String label,
    String body,
    int attempts,
    OffsetDateTime firstAttemptAt,
    int handOut,
    int deliveries,
    int freeAttempts) {

  /** Which hand-out of which unit: a later one is another claim. */
  public record Claim(UnitRef unit, int handOut) {}

  /** What of it stands in the row. */
  Claim claim() {
    return new Claim(ref, handOut);
  }
}
