package dev.assay.run.traffic.queues;

import io.vertx.mutiny.sqlclient.Row;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far people are with a queue.
 *
 * @param total items that came in
 * @param open of those, waiting for somebody; those whose lease has run out are
 * @param leased that somebody has just now
 * @param done of which somebody said something
 * @param skipped that somebody left out
 * @param doneToday done since midnight, UTC
 */
@Schema(name = "QueueProgress")
public record QueueProgress(int total, int open, int leased, int done, int skipped, int doneToday) {

  /** What {@link #of} reads, to which the queue is added. */
  public static final String SELECT =
      """
      select count(*)::int as total,
        count(*) filter (
          where i.status = 'open' or (i.status = 'leased' and i.leased_until <= now()))::int as open,
        count(*) filter (where i.status = 'leased' and i.leased_until > now())::int as leased,
        count(*) filter (where i.status = 'done')::int as done,
        count(*) filter (where i.status = 'skipped')::int as skipped,
        count(*) filter (
          where i.status = 'done'
            and i.settled_at >= date_trunc('day', now() at time zone 'UTC') at time zone 'UTC')::int
          as done_today
      from review_items i where i.queue_id =
      """;

  /** Of a row with these columns. */
  public static QueueProgress of(Row row) {
    return new QueueProgress(
        row.getInteger("total"),
        row.getInteger("open"),
        row.getInteger("leased"),
        row.getInteger("done"),
        row.getInteger("skipped"),
        row.getInteger("done_today"));
  }
}
