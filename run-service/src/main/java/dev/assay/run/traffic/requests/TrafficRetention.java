package dev.assay.run.traffic.requests;

import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.upkeep.Upkeep;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * Lets go of traffic that is older than its workspace keeps it, with what was said of it and where
 * it waits for review. A month that no workspace keeps is dropped as a whole; of others rows are
 * deleted, some at a time.
 */
@ApplicationScoped
public class TrafficRetention {
  private static final Duration FIRST = Duration.ofMinutes(3);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final int TOGETHER = 5_000;

  // Of each workspace the oldest, by its index: how many are old is not known before, and all of
  // them
  // would be read otherwise.
  static final String DELETE =
      """
      with old as (
        select i.* from traffic_settings s
        cross join lateral (
          select i.workspace_id, i.kind, i.id, i.at from traffic_ids i
          where i.workspace_id = s.workspace_id and i.at < now() - s.keep_days * interval '1 day'
          order by i.at limit $1
          for update skip locked
        ) i
        where s.keep_days is not null
        limit $1
      ), rows as (
        delete from traffic t using old
        where t.workspace_id = old.workspace_id and t.kind = old.kind and t.id = old.id
          and t.at = old.at
      ), said as (
        delete from feedback f using old
        where f.workspace_id = old.workspace_id and f.entity_type = old.kind
          and f.entity_id = old.id
      ), reviewed as (
        delete from review_items q using old
        where q.workspace_id = old.workspace_id and q.entity_type = old.kind
          and q.entity_id = old.id
      ), links as (
        delete from feedback_links l using old
        where l.workspace_id = old.workspace_id and l.entity_type = old.kind
          and l.entity_id = old.id
      ), ids as (
        delete from traffic_ids i using old
        where i.workspace_id = old.workspace_id and i.kind = old.kind and i.id = old.id
        returning 1
      )
      select count(*)::int as n from ids
      """;
  private static final String DELETE_SPANS =
      """
      with old as (
        select p.* from traffic_settings s
        cross join lateral (
          select p.workspace_id, p.trace_id, p.span_id, p.at from traffic_spans p
          where p.workspace_id = s.workspace_id and p.at < now() - s.keep_days * interval '1 day'
          order by p.at limit $1
          for update skip locked
        ) p
        where s.keep_days is not null
        limit $1
      ), gone as (
        delete from traffic_spans p using old
        where p.workspace_id = old.workspace_id and p.trace_id = old.trace_id
          and p.span_id = old.span_id and p.at = old.at
        returning 1
      )
      select count(*)::int as n from gone
      """;
  // What was said of sessions, of spans, and of what never came.
  static final String UNBOUND =
      """
      with old as (
        select f.id from traffic_settings s
        cross join lateral (
          select f.id from feedback f
          where f.workspace_id = s.workspace_id and f.at < now() - s.keep_days * interval '1 day'
            and not exists (
              select 1 from traffic_ids i
              where i.workspace_id = f.workspace_id and i.kind = f.entity_type
                and i.id = f.entity_id)
          order by f.at limit $1
        ) f
        where s.keep_days is not null
        limit $1
      ), gone as (
        delete from feedback f using old where f.id = old.id returning 1
      )
      select count(*)::int as n from gone
      """;
  // What is left of before the oldest row of all is in months that are empty.
  private static final String DROP =
      """
      select assay_traffic_drop(coalesce(
        (select min(i.at) from workspaces w cross join lateral (
          select i.at from traffic_ids i where i.workspace_id = w.id order by i.at limit 1) i),
        now() - interval '1 month')) as n
      """;

  private final Db db;
  private final Upkeep upkeep;
  private final TrafficMonths months;

  TrafficRetention(Db db, Upkeep upkeep, TrafficMonths months) {
    this.db = db;
    this.upkeep = upkeep;
    this.months = months;
  }

  void start(@Observes StartupEvent event) {
    upkeep.every("old traffic", FIRST, EVERY, this::forget);
  }

  /** Lets go of all that is too old; the item is how many records. */
  public Uni<Integer> forget() {
    return all(DELETE_SPANS)
        .flatMap(spans -> all(DELETE))
        .call(gone -> all(UNBOUND))
        .call(gone -> db.query(DROP).invoke(dropped -> months.forget()));
  }

  private Uni<Integer> all(String delete) {
    return Uni.createFrom()
        .deferred(() -> db.query(delete, TOGETHER).map(rows -> Rows.one(rows).getInteger("n")))
        .repeat()
        .whilst(gone -> gone == TOGETHER)
        .collect()
        .with(Collectors.summingInt(Integer::intValue));
  }
}
