package dev.assay.run.traffic.queues;

import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.traffic.requests.TrafficKind;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The statements that find what comes into a queue.
 *
 * @param with what stands before the statement; empty for nothing
 * @param from {@code traffic t}, and what it is joined with
 * @param where of it
 * @param parameters the first three are the workspace, the kinds and the queue
 */
record RuleQuery(QueueRule rule, String with, String from, String where, List<Object> parameters) {
  /** A sample is taken of the newest so many. */
  static final int SAMPLED = 100_000;

  // What people said of t. What a model made of somebody's notes is not of people.
  private static final String SAID =
      """
      exists (
        select from feedback f
        where f.workspace_id = t.workspace_id and f.entity_type = t.kind and f.entity_id = t.id
          and f.replaced_at is null and not f.inferred)
      """;

  // Judges disagree when one lets an answer pass and another does not, or when the votes of one are
  // divided. An item is found by its kind, time and id, to which the kind was added where a slice
  // had two of one id.
  private static final String OF_RUN =
      """
      with of_run as materialized (
        select e.extra ->> 'kind' as kind, (e.extra ->> 'at')::timestamptz as at, i.item_id,
          case when right(i.item_id, length(e.extra ->> 'kind') + 3) = ' (' || (e.extra ->> 'kind') || ')'
            then left(i.item_id, -(length(e.extra ->> 'kind') + 3)) end as bare,
          min(s.score) filter (where s.key = $5) as score,
          greatest(
            case when bool_or(s.passed) filter (where j.judge)
                and bool_or(not s.passed) filter (where j.judge)
              -- Of one score two thresholds may make a pass and a failure.
              then greatest(0.01, max(s.score) filter (where j.judge)
                - min(s.score) filter (where j.judge))
              else 0 end,
            max(1 - j.agreement) filter (where j.judge), 0) as disagreement
        from runs r
        join units u on u.run_id = r.id
        join items i on i.dataset_version_id = r.dataset_version_id and i.position = u.position
        join scores s on s.run_id = u.run_id and s.n = u.n and s.status = 'success'
        cross join lateral (select %s as extra) e
        cross join lateral (
          select s.questions is not null as judge,
            case when json_typeof(m.agreement) = 'number' then m.agreement::text::float8 end
              as agreement
          from (select %s as agreement) m) j
        where r.id = $4 and r.workspace_id = $1 and r.target_kind = 'traffic'
        group by 1, 2, 3, 4
      )
      """
          .formatted(
              JsonColumns.member("i.body", "extra"), JsonColumns.member("s.metadata", "agreement"));
  private static final String JOINED =
      """
       join of_run o on o.kind = t.kind and o.at = t.at and t.id = any (array[o.item_id, o.bare])
      """;
  private static final String FIND =
      """
      select t.kind, t.id, %s as labelled, t.disagreement
      from (
        select t.workspace_id, t.kind, t.id, t.at, %s as score, %s as disagreement
        from %s
        where %s and not exists (
          select from review_items q
          where q.queue_id = $3 and q.entity_type = t.kind and q.entity_id = t.id)
        order by %s limit $%d
      ) t
      order by %s limit $%d
      """;
  private static final String KNOWN =
      """
      select count(*)::int as n
      from review_items q
      join traffic_ids i on i.workspace_id = $1 and i.kind = q.entity_type and i.id = q.entity_id
      join %s on t.workspace_id = i.workspace_id and t.kind = i.kind and t.id = i.id
        and t.at = i.at %s
      where q.queue_id = $3 and %s
      """;

  static RuleQuery of(UUID workspaceId, ReviewQueue queue) {
    QueueRule rule = queue.rule();
    List<Object> parameters = new ArrayList<>();
    parameters.add(workspaceId);
    parameters.add(queue.kinds().stream().map(TrafficKind::wire).toArray(String[]::new));
    parameters.add(queue.id());
    StringBuilder where = new StringBuilder("t.workspace_id = $1 and t.kind = any($2::text[])");
    boolean ofRun = rule.kind().ofRun();
    if (ofRun) {
      parameters.add(rule.run());
      parameters.add(rule.scorer());
    }
    queue.filter().traffic().append(where, parameters);
    switch (rule.kind()) {
      case ALL, SAMPLE -> {}
      case UNLABELLED -> where.append(" and not ").append(SAID);
      case LOW_SCORE -> new Conditions(where, parameters).add("o.score < $%d", rule.below());
      case DISAGREEMENT -> where.append(" and o.disagreement > 0");
    }
    return new RuleQuery(
        rule, ofRun ? OF_RUN : "", ofRun ? JOINED : "", where.toString(), parameters);
  }

  /**
   * Those that are not in the queue yet, at most so many: what is to be looked at first, first.
   *
   * @param since only of those that came after it, or were completed; null for all
   */
  Statement find(int most, OffsetDateTime since) {
    List<Object> all = new ArrayList<>(parameters);
    StringBuilder narrowed = new StringBuilder(where);
    new Conditions(narrowed, all).add("t.received_at > $%d", since);
    boolean sample = rule.kind() == QueueRule.Kind.SAMPLE;
    all.add(sample ? SAMPLED : most);
    all.add(most);
    boolean ofRun = rule.kind().ofRun();
    return new Statement(
        with
            + FIND.formatted(
                SAID,
                ofRun ? "o.score" : "0",
                ofRun ? "o.disagreement" : "0::float8",
                "traffic t" + from,
                narrowed,
                sample ? "at desc, id, kind" : order(),
                all.size() - 1,
                sample ? "random()" : order(),
                all.size()),
        all.toArray());
  }

  private String order() {
    return switch (rule.kind()) {
      case ALL, UNLABELLED, SAMPLE -> "at desc, id, kind";
      case LOW_SCORE -> "score, at desc, id, kind";
      case DISAGREEMENT -> "disagreement desc, at desc, id, kind";
    };
  }

  /** How many of those that would come in are in the queue already. */
  Statement known() {
    return new Statement(with + KNOWN.formatted("traffic t", from, where), parameters.toArray());
  }

  /** A statement with its parameters. */
  record Statement(String sql, Object[] parameters) {}
}
