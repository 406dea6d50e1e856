package dev.assay.run.traffic.queues.reviews;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.ProblemException;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;

/**
 * An item as it stands when somebody wants to do something with it.
 *
 * @param status as it is stored: a lease that has run out is still with whoever had it, until
 *     somebody else takes the item
 * @param person who has it, or has settled it; null for nobody
 * @param until when the lease runs out, null for none
 * @param running whether it has not yet
 */
record Held(
    UUID id,
    String entityType,
    String entityId,
    ItemStatus status,
    String person,
    Instant until,
    boolean running) {
  /** What {@link #of} reads, of {@code review_items i}. */
  static final String COLUMNS =
      """
      i.id, i.entity_type, i.entity_id, i.status, i.person, i.leased_until,
      coalesce(i.leased_until > now(), false) as running
      """;

  static Held of(Row row) {
    return new Held(
        row.getUUID("id"),
        row.getString("entity_type"),
        row.getString("entity_id"),
        ItemStatus.of(row.getString("status")),
        row.getString("person"),
        Rows.instant(row, "leased_until"),
        row.getBoolean("running"));
  }

  /** Fails with a 409 unless a person has it. */
  Held with(String by) {
    switch (status) {
      case OPEN -> throw state("is with nobody; take it with next first");
      case LEASED -> {
        if (!by.equals(person)) {
          throw running ? withAnother() : state("is with nobody; take it with next first");
        }
      }
      case DONE -> throw state("is done by " + person + "; reopen it first");
      case SKIPPED -> throw state("was skipped by " + person + "; reopen it first");
    }
    return this;
  }

  /** Fails with a 409 unless a person has settled it. */
  Held settledBy(String by) {
    switch (status) {
      case OPEN -> throw state("is not done or skipped");
      case LEASED -> {
        if (running && !by.equals(person)) {
          throw withAnother();
        }
        throw state("is not done or skipped");
      }
      case DONE, SKIPPED -> {
        if (!by.equals(person)) {
          throw state("was settled by " + person + ", who alone can reopen it");
        }
      }
    }
    return this;
  }

  private ProblemException withAnother() {
    return new ProblemException(
        ErrorCode.CONFLICT,
        "The item is with " + person + " until " + until + "; take another one with next.");
  }

  private static ProblemException state(String what) {
    return new ProblemException(ErrorCode.ILLEGAL_STATE, "The item " + what + ".");
  }
}
