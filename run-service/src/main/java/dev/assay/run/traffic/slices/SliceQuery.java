package dev.assay.run.traffic.slices;

import dev.assay.run.platform.db.pieces.Pieces;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.runs.TrafficSource;
import dev.assay.run.traffic.feedback.Standing;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The statements over some of the traffic. Of a source: a skill has its requests and executions, an
 * agent its executions, a domain its requests, a feature both.
 *
 * @param where of {@code traffic t}
 * @param parameters of it; the first one is the workspace
 * @param links whether notes that came by a link are notes as any other
 */
public record SliceQuery(String where, List<Object> parameters, boolean links) {
  private static final Standing.Answer ANSWER =
      new Standing.Answer("t.workspace_id", "t.kind", "t.id");

  // Of an answer that is no JSON nobody can say what its correction looks like, unless a schema
  // does.
  private static final String INFERABLE =
      """
      t.status = 'completed' and truth.inferred is null and counted.id is not null
        and ($%1$d::boolean or t.response::text ~ '^\\s*"?\\s*[[{]')
      """;
  // The newest note is of somebody without a key, and nothing that a person corrected stands.
  private static final String LEFT_OUT =
      """
      t.status = 'completed' and truth.inferred is distinct from false and note.by_link
        and note.id is distinct from counted.id
        and ($%1$d::boolean or t.response::text ~ '^\\s*"?\\s*[[{]')
      """;

  private static final String OPINIONS =
      """
      left join lateral (
        select count(*) as opinions from feedback f
        where f.workspace_id = t.workspace_id and f.entity_type = t.kind and f.entity_id = t.id
          and f.replaced_at is null
      ) said on true
      """;

  // A correction may be as large as what it corrects.
  private static final List<String> LARGE =
      List.of("t.input", "t.response", "t.metadata", "truth.response");
  private static final String NEWEST_FIRST = "at desc, id, kind";

  private static final String READ =
      """
      select t.kind, t.id, t.at, t.status, t.skill, t.skill_version, t.agent, t.agent_version,
        t.domain, t.feature, t.provider, t.model, t.input::text as input,
        t.response::text as response, t.error, t.latency_ms, t.tokens_in, t.tokens_cached,
        t.tokens_out, t.cost, t.trace_id, t.metadata::text as metadata,
        truth.response::text as truth, truth.author as truth_by, truth.inferred as truth_inferred,
        note.notes, counted.id as note_id,
        case when counted.id <> note.id then counted.notes end as counted_note
      """;

  private static final String OF_PAGE =
      """
      from page
      join traffic t on t.workspace_id = $1 and t.kind = page.kind and t.id = page.id
        and t.at = page.at
      """;

  private static final String COUNT =
      """
      select count(*) as total,
        count(*) filter (where t.status = 'completed') as completed,
        count(*) filter (where t.opinions > 0) as with_feedback,
        count(*) filter (where t.in_json) as json_corrections,
        count(*) filter (where not t.in_json) as text_corrections,
        count(*) filter (where t.inferred) as inferred_corrections,
        count(*) filter (where t.inferred is null and t.noted) as notes_only,
        count(*) filter (where t.inferable) as inferable,
        count(*) filter (where t.left_out) as left_out, max(t.at) as latest
      from (
        select t.status, t.at, truth.inferred, truth.in_json, note.id is not null as noted,
          said.opinions,
          case when $%1$d::boolean is null then false else %2$s end as inferable,
          case when $%1$d::boolean is null then false else %3$s end as left_out
        from traffic t
      """;

  /** In which notes that came by a link are none. */
  public SliceQuery(String where, List<Object> parameters) {
    this(where, parameters, false);
  }

  /** Of a source. */
  public static SliceQuery of(UUID workspaceId, TrafficSource source) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId));
    StringBuilder where = new StringBuilder("t.workspace_id = $1");
    Conditions conditions = new Conditions(where, parameters);
    switch (source.sourceType()) {
      case SKILL -> conditions.add("t.skill = $%d", source.id());
      case FEATURE -> conditions.add("t.feature = $%d", source.id());
      case REQUEST_DOMAIN -> {
        conditions.add("t.domain = $%d", source.id());
        where.append(" and t.kind = 'request'");
      }
      case AGENT -> {
        conditions
            .add("t.agent = $%d", source.id())
            .add("t.agent_version = $%d", source.agentVersion());
        where.append(" and t.kind = 'agent_execution'");
      }
    }
    conditions.add("t.at >= $%d", source.since()).add("t.at < $%d", source.until());
    return new SliceQuery(where.toString(), parameters, source.takesLinks());
  }

  /**
   * Of everything that was logged.
   *
   * @param since null for the beginning
   * @param until null for the end
   */
  public static SliceQuery all(UUID workspaceId, OffsetDateTime since, OffsetDateTime until) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId));
    StringBuilder where = new StringBuilder("t.workspace_id = $1");
    new Conditions(where, parameters).add("t.at >= $%d", since).add("t.at < $%d", until);
    return new SliceQuery(where.toString(), parameters);
  }

  /**
   * A piece of the slice, newest first: at least one row when there is one.
   *
   * @param after where the piece before ended, null for the first
   * @param limit rows of the piece, which may end before for its size
   */
  public Statement read(SlicedRow after, int limit) {
    List<Object> all = new ArrayList<>(parameters);
    StringBuilder narrowed = new StringBuilder(where);
    if (after != null) {
      all.addAll(List.of(after.at(), after.id(), after.kind().wire()));
      int at = all.size() - 2;
      narrowed.append(
          " and t.at <= $%1$d and (t.at < $%1$d or (t.id, t.kind) > ($%2$d, $%3$d))"
              .formatted(at, at + 1, at + 2));
    }
    return piece(Standing.truth(ANSWER, links), narrowed.toString(), all, limit);
  }

  /**
   * A piece of those that a model can make a correction for, the newest.
   *
   * @param schema whether a schema says what that looks like
   * @param limit as in {@link #read}
   */
  Statement inferable(boolean schema, int limit) {
    List<Object> all = new ArrayList<>(parameters);
    all.add(schema);
    return piece(said(), where + " and " + INFERABLE.formatted(all.size()), all, limit);
  }

  /** What was said of {@code t}: what is right, the newest note, and the newest that counts. */
  private String said() {
    return Standing.truth(ANSWER, links)
        + Standing.note("note", ANSWER, true)
        + Standing.note("counted", ANSWER, links);
  }

  /**
   * A piece of some of the rows.
   *
   * @param said of {@code t}, that is looked at for which they are and what they weigh
   */
  private Statement piece(String said, String which, List<Object> parameters, int limit) {
    List<Object> all = new ArrayList<>(parameters);
    all.add(limit);
    String rows = "traffic t\n" + said + "where " + which;
    String sql =
        Pieces.page("t.kind, t.id, t.at", LARGE, rows, NEWEST_FIRST, "$" + all.size())
            + READ
            + OF_PAGE
            + said()
            + "where "
            + Pieces.WITHIN
            + " order by page.at desc, page.id, page.kind";
    return new Statement(sql, all.toArray());
  }

  /**
   * How many there are, at most the newest so many.
   *
   * @param schema as in {@link #inferable}; null where nothing is to be inferred
   */
  Statement count(Integer most, Boolean schema) {
    List<Object> all = new ArrayList<>(parameters);
    all.add(schema);
    int at = all.size();
    all.add(most == null ? Long.MAX_VALUE : (long) most);
    String sql =
        COUNT.formatted(at, INFERABLE.formatted(at), LEFT_OUT.formatted(at))
            + said()
            + OPINIONS
            + "where "
            + where
            + " order by t.at desc, t.id, t.kind limit $"
            + all.size()
            + ") t";
    return new Statement(sql, all.toArray());
  }

  /** A statement with its parameters. */
  public record Statement(String sql, Object[] parameters) {}
}
