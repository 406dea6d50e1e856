package dev.assay.run.verdict.totals.query;

/**
 * The statements behind {@link TotalsQuery}. Each walks the run's rows once and answers with as
 * many rows as there are groups, scorers and bins. Parameters everywhere: $1 run, $2 dataset
 * version, $3 sections to break down by, $4 labels, $5 scorer keys, $6 keys of those that compare
 * leaves.
 */
final class TotalsSql {
  static final String RUN =
      """
      select r.dataset_version_id, r.repeats,
             -- Versions of before that was noted say it by the name that frozen traffic has.
             r.target_kind = 'traffic'
               or coalesce(v.truths, starts_with(r.dataset_name, 'traffic.'), false)
               as told_apart,
             -- At work: without the time between an end and a retry, resume or rescore.
             r.worked_ms + (extract(epoch from coalesce(r.finished_at, clock_timestamp())
                                               - r.generation_started_at) * 1000)::bigint
               as duration_ms
      from runs r left join dataset_versions v on v.id = r.dataset_version_id
      where r.id = $1
      """;

  // What the gate asks for comes first, then the largest. $4: at most so many of each.
  static final String NAMES =
      """
      with named as (
        select i.section, i.label, count(*) as units
        from units u
        join items i on i.dataset_version_id = $2 and i.position = u.position
        where u.run_id = $1 and (i.section is not null or i.label is not null)
        group by i.section, i.label
      )
      (select 'section' as kind, section as name, count(*) over () as groups
       from named where section is not null group by section
       order by section = any($3) desc, sum(units) desc, section collate "C" limit $4)
      union all
      (select 'label', label, count(*) over ()
       from named where label is not null group by label
       order by sum(units) desc, label collate "C" limit $4)
      """;

  private static final String UNITS =
      """
      with u as (
        select u.n, u.position, u.status, u.cached, u.latency_ms, u.ttft_ms, u.tokens_out,
               @UNDECIDED@ as undecided,
               case when i.section = any($3) then i.section end as section,
               case when i.label = any($4) then i.label end as label
        from units u
        left join items i on i.dataset_version_id = $2 and i.position = u.position
        where u.run_id = $1
      )
      """;

  // A unit that waits for an answer may have scores of an earlier generation: they do not count.
  private static final String SCORES =
      UNITS
          + """
          , s as (
            select s.key, s.status, s.score, s.passed, u.position, u.section, u.label,
                   (s.score * 1152921504606846976)::bigint as fixed,
                   case when s.status = 'success' and s.key = any($6)
                     then (s.metadata ->> 'matched')::bigint else 0 end as matched,
                   case when s.status = 'success' and s.key = any($6)
                     then (s.metadata ->> 'compared')::bigint else 0 end as compared,
                   case when s.status = 'skipped' and s.key = any($6)
                     then (s.metadata ->> 'accepted')::bigint end as accepted
            from scores s
            join u on u.n = s.n
            where s.run_id = $1 and s.key = any($5) and u.status not in ('pending', 'dispatched')
          )
          """;

  private static final String NO_SECTION = "false as by_section, null::text as section, ";
  private static final String NO_LABEL = "false as by_label, null::text as label, ";

  private static final String UNIT_COUNTS =
      """
      , t as (
        select u.*, case when u.status = 'skipped' then coalesce((
            select count(*) = cardinality($5::text[]) and bool_and(s.status = 'skipped')
            from scores s where s.run_id = $1 and s.n = u.n and s.key = any($5)), false)
          end as not_applicable
        from u
      )
      select %s
        count(*) as total,
        count(*) filter (where status = 'passed') as passed,
        count(*) filter (where undecided) as undecided,
        count(*) filter (where status = 'failed') as failed,
        count(*) filter (where status = 'error') as errored,
        count(*) filter (where not_applicable) as not_applicable,
        count(*) filter (where not not_applicable) as cut,
        count(*) filter (where status = 'cancelled') as cancelled,
        count(*) filter (where status in ('pending', 'dispatched', 'answered')) as open,
        count(*) filter (where cached) as cached,
        percentile_cont(array[0.5, 0.9, 0.95, 0.99]) within group (order by latency_ms)
          filter (where not cached) as latency,
        percentile_cont(array[0.5, 0.9, 0.95, 0.99]) within group (order by ttft_ms)
          filter (where not cached) as ttft,
        percentile_cont(array[0.5, 0.9]) within group (
            order by tokens_out * 1000.0::float8 / nullif(latency_ms - ttft_ms, 0))
          filter (where not cached and latency_ms > ttft_ms and tokens_out is not null) as speed
      from t group by %s
      """;

  private static final String SCORE_SUMS =
      """
      select %s key, bin,
        count(*) filter (where status = 'error') as errors,
        count(*) filter (where status = 'skipped') as skipped,
        count(*) filter (where status = 'success' and passed is not false) as passed,
        count(fixed) as count,
        sum(fixed) as sum,
        sum(high * high) as high_high,
        sum(high * low) as high_low,
        sum(low * low) as low_low,
        min(score) as min,
        max(score) as max,
        sum(matched) as matched,
        sum(compared) as compared,
        count(accepted) as uncorrected,
        sum(accepted) as accepted
      from (select s.*, least(floor(score * 10)::int, 9) as bin,
                   fixed >> 30 as high, fixed & 1073741823 as low from s) s
      group by %s
      """;

  // s_g and n_g of one item, of one scorer or (key is null) of all together.
  private static final String SCORE_CLUSTERS =
      """
      , item as (
        select %s, position, section, label,
               sum(fixed) as sum, count(fixed) as size,
               count(*) filter (where status = 'success' and passed is not false) as passed,
               count(*) filter (where status <> 'skipped') as decided,
               sum(matched) as matched, sum(compared) as compared
        from s group by %s
      )
      select %s key,
        count(*) filter (where size > 0) as clusters, sum(size) as size, sum(sum) as sum,
        sum(sum * sum) as sum_squares, sum(sum * size) as sum_size, sum(size * size) as sizes,
        count(*) filter (where decided > 0) as p_clusters, sum(decided) as p_size,
        sum(passed) as p_sum, sum(passed * passed) as p_sum_squares,
        sum(passed * decided) as p_sum_size, sum(decided * decided) as p_sizes,
        count(*) filter (where compared > 0) as f_clusters, sum(compared) as f_size,
        sum(matched) as f_sum, sum(matched * matched) as f_sum_squares,
        sum(matched * compared) as f_sum_size, sum(compared * compared) as f_sizes
      from item group by %s
      """;

  private static final String PASS_CLUSTERS =
      """
      , item as (
        select position, section, label,
               count(*) filter (where status in ('passed', 'failed', 'error') and not undecided)
                 as decided,
               count(*) filter (where status = 'passed' and not undecided) as passed
        from u group by position, section, label
      )
      select %s
        count(*) filter (where decided > 0) as p_clusters, sum(decided) as p_size,
        sum(passed) as p_sum, sum(passed * passed) as p_sum_squares,
        sum(passed * decided) as p_sum_size, sum(decided * decided) as p_sizes
      from item group by %s
      """;

  private static final String ITEM_COUNTS =
      """
      select decided, passed, count(*) as items
      from (select count(*) filter (where status in ('passed', 'failed', 'error')
                                    and not @UNDECIDED@) as decided,
                   count(*) filter (where status = 'passed' and not @UNDECIDED@) as passed
            from units u where run_id = $1 group by position) item
      group by decided, passed order by decided, passed
      """;

  // $2 keys, $3 at most so many leaves of each, $4 the dataset version where kinds of truth are
  // told
  // apart.
  private static final String FIELDS =
      """
      select key, path, correct, errors, human_correct, human_errors, inferred_correct,
        inferred_errors
      from (
        select leaves.*, row_number() over (partition by key order by errors desc, path collate "C") as rank
        from (
          select s.key, f.key as path,
                 count(*) filter (where f.value = 'true') as correct,
                 count(*) filter (where f.value <> 'true') as errors,
                 count(*) filter (where f.value = 'true' and @HUMAN@) as human_correct,
                 count(*) filter (where f.value <> 'true' and @HUMAN@) as human_errors,
                 count(*) filter (where f.value = 'true' and @INFERRED@) as inferred_correct,
                 count(*) filter (where f.value <> 'true' and @INFERRED@) as inferred_errors
          from scores s
          join units u on u.run_id = s.run_id and u.n = s.n
            and u.status not in ('pending', 'dispatched')
          @TOLD@
          cross join json_each_text(s.metadata -> 'fields') f
          where s.run_id = $1 and s.key = any($2) and s.status = 'success'
          group by s.key, f.key
        ) leaves
      ) ranked
      where rank <= $3 order by key, rank
      """;

  // $2 keys, $3 dataset version. Of each scorer, and (key is null) of all together.
  static final String TRUTHS =
      ToldApart.with("$2", "$3")
          + """
          , item as (
            select s.key, u.position, told.truth, count(distinct u.n) as samples,
                   sum((s.metadata ->> 'matched')::bigint) as matched,
                   sum((s.metadata ->> 'compared')::bigint) as compared
            from scores s
            join units u on u.run_id = s.run_id and u.n = s.n
              and u.status not in ('pending', 'dispatched')
            join told on told.n = u.n and told.truth <> 'assumed'
            where s.run_id = $1 and s.key = any($2) and s.status = 'success'
            group by grouping sets ((s.key, u.position, told.truth), (u.position, told.truth))
          )
          select key, truth, sum(samples)::bigint as samples,
            count(*) filter (where compared > 0) as f_clusters, sum(compared) as f_size,
            sum(matched) as f_sum, sum(matched * matched) as f_sum_squares,
            sum(matched * compared) as f_sum_size, sum(compared * compared) as f_sizes
          from item group by key, truth
          """;

  // A unit that passed although no score of it was held against a threshold. When every scorer has
  // one, or none has, the rows of scores need not be asked.
  private static final String UNDECIDED =
      """
      (u.status = 'passed' and not exists (
         select 1 from scores h where h.run_id = u.run_id and h.n = u.n and h.passed))
      """;

  private final boolean sections;
  private final boolean labels;
  private final String undecided;

  /**
   * For a run that has sections, labels, or neither: what is not there is not grouped by.
   *
   * @param thresholds how many of the scorers have one
   * @param scorers how many there are
   */
  TotalsSql(boolean sections, boolean labels, long thresholds, int scorers) {
    this.sections = sections;
    this.labels = labels;
    this.undecided =
        thresholds == 0
            ? "(u.status = 'passed')"
            : thresholds == scorers ? "false" : UNDECIDED.strip();
  }

  /** Leaf by leaf; where kinds of truth are told apart it has a parameter more. */
  static String fields(boolean toldApart) {
    return (toldApart ? ToldApart.with("$2", "$4") : "")
        + FIELDS
            .replace("@HUMAN@", toldApart ? "told.truth = 'human'" : "false")
            .replace("@INFERRED@", toldApart ? "told.truth = 'inferred'" : "false")
            .replace("@TOLD@", toldApart ? "join told on told.n = u.n" : "");
  }

  String unitCounts() {
    return told(UNITS) + UNIT_COUNTS.formatted(groupColumns(), sets(""));
  }

  String scoreSums() {
    return told(SCORES) + SCORE_SUMS.formatted(groupColumns(), sets("key, bin"));
  }

  /** Per item; {@code keyed} of each scorer, too, not only of all together. */
  String scoreClusters(boolean keyed) {
    String keys = keyed ? "key" : "null::text as key";
    String item =
        keyed
            ? "grouping sets ((key, position, section, label), (position, section, label))"
            : "position, section, label";
    return told(SCORES) + SCORE_CLUSTERS.formatted(keys, item, groupColumns(), sets("key"));
  }

  String passClusters() {
    return told(UNITS) + PASS_CLUSTERS.formatted(groupColumns(), sets(""));
  }

  String itemCounts() {
    return told(ITEM_COUNTS);
  }

  private String told(String sql) {
    return sql.replace("@UNDECIDED@", undecided);
  }

  private String groupColumns() {
    return (sections ? "grouping(section) = 0 as by_section, section, " : NO_SECTION)
        + (labels ? "grouping(label) = 0 as by_label, label, " : NO_LABEL);
  }

  private String sets(String keys) {
    String comma = keys.isEmpty() ? "" : ", ";
    return "grouping sets (("
        + keys
        + ")"
        + (sections ? ", (" + keys + comma + "section)" : "")
        + (labels ? ", (" + keys + comma + "label)" : "")
        + ")";
  }
}
