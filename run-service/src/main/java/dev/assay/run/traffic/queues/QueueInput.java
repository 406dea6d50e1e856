package dev.assay.run.traffic.queues;

import dev.assay.run.traffic.requests.TrafficKind;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A queue to be made, or what changes of one; what a change leaves out stays.
 *
 * @param name letters, digits, dots, dashes and underscores; of a change that of the path, if any
 * @param description for people
 * @param filter which records may come in; all, when not given
 * @param kinds of records; both, when not given
 * @param rule which of those do
 * @param leaseMinutes how long somebody has an item for himself, 1 to 1440; 15, when not given
 * @param notes remarks that are often right, at most 9
 * @param people who may look, at most 100; empty for everybody
 */
@Schema(
    name = "QueueInput",
    examples =
        """
        {"name": "invoices", "filter": {"skill": "invoice-reader"}, "rule": {"kind": "unlabelled"},
         "notes": ["wrong currency", "total without tax"]}
        """)
public record QueueInput(
    String name,
    String description,
    QueueFilter filter,
    List<TrafficKind> kinds,
    QueueRule rule,
    Integer leaseMinutes,
    List<String> notes,
    List<String> people) {
  private static final int USUAL_LEASE = 15;

  /** With what is usual where it says nothing. */
  QueueInput complete() {
    return new QueueInput(
        name,
        description,
        filter == null ? QueueFilter.NONE : filter,
        kinds == null ? List.of(TrafficKind.values()) : kinds,
        rule,
        leaseMinutes == null ? (Integer) USUAL_LEASE : leaseMinutes,
        notes == null ? List.of() : notes,
        people == null ? List.of() : people);
  }
}
