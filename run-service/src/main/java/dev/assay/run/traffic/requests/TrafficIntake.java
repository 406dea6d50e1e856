package dev.assay.run.traffic.requests;

import static dev.assay.run.platform.db.Columns.column;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.traffic.redaction.SettingsStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Takes records of traffic in, some hundred in each transaction. An id counts once: what is known
 * changes nothing, but a record that was incomplete is completed by a later one.
 */
@ApplicationScoped
public class TrafficIntake {
  private static final int TOGETHER = 1_000;

  private static final String GIVEN =
      """
      with given as materialized (
        select * from unnest($3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
          $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[],
          $15::text[], $16::text[], $17::text[], $18::text[], $19::bigint[], $20::bigint[],
          $21::bigint[], $22::bigint[], $23::float8[], $24::text[], $25::text[])
        as g(id, at, status, skill, skill_version, agent, agent_version, domain, feature, provider,
          model, session, environment, input, response, error, latency_ms, tokens_in,
          tokens_cached, tokens_out, cost, trace_id, metadata)
      )
      """;

  private static final String WRITE =
      GIVEN
          + """
          , fresh as (
            insert into traffic_ids (workspace_id, kind, id, at)
            select $1, $2, g.id, g.at from given g order by g.id
            on conflict do nothing
            returning id
          ), written as (
            insert into traffic (workspace_id, kind, id, at, status, skill, skill_version, agent,
              agent_version, domain, feature, provider, model, session, environment, input, response,
              error, latency_ms, tokens_in, tokens_cached, tokens_out, cost, trace_id, metadata)
            select $1, $2, g.id, g.at, g.status, g.skill, g.skill_version, g.agent, g.agent_version,
              g.domain, g.feature, g.provider, g.model, g.session, g.environment, g.input::json,
              g.response::json, g.error, g.latency_ms, g.tokens_in, g.tokens_cached, g.tokens_out,
              g.cost, g.trace_id, g.metadata::json
            from given g where g.id in (select f.id from fresh f)
            returning 1
          )
          select count(*)::int as n from written
          """;

  // What the first report did not know comes from the second.
  private static final String COMPLETE =
      GIVEN
          + """
          , mine as materialized (
            -- Two who send the same lock the same rows in the same order.
            select i.id, i.at from traffic_ids i join given g on g.id = i.id
            where i.workspace_id = $1 and i.kind = $2
            order by i.id for update of i
          ), done as (
            update traffic t set received_at = now(), status = g.status, response = g.response::json, error = g.error,
              skill = coalesce(g.skill, t.skill),
              skill_version = coalesce(g.skill_version, t.skill_version),
              agent = coalesce(g.agent, t.agent),
              agent_version = coalesce(g.agent_version, t.agent_version),
              domain = coalesce(g.domain, t.domain), feature = coalesce(g.feature, t.feature),
              provider = coalesce(g.provider, t.provider), model = coalesce(g.model, t.model),
              session = coalesce(g.session, t.session),
              environment = coalesce(g.environment, t.environment),
              input = coalesce(g.input::json, t.input),
              latency_ms = coalesce(g.latency_ms, t.latency_ms),
              tokens_in = coalesce(g.tokens_in, t.tokens_in),
              tokens_cached = coalesce(g.tokens_cached, t.tokens_cached),
              tokens_out = coalesce(g.tokens_out, t.tokens_out), cost = coalesce(g.cost, t.cost),
              trace_id = coalesce(g.trace_id, t.trace_id),
              metadata = coalesce(g.metadata::json, t.metadata)
            from given g join mine i on i.id = g.id
            where t.workspace_id = $1 and t.kind = $2 and t.id = g.id and t.at = i.at
              and t.status = 'incomplete' and g.status <> 'incomplete'
            returning 1
          )
          select count(*)::int as n from done
          """;

  private final Db db;
  private final TrafficMonths months;
  private final SettingsStore settings;

  TrafficIntake(Db db, TrafficMonths months, SettingsStore settings) {
    this.settings = settings;
    this.db = db;
    this.months = months;
  }

  /**
   * What became of records.
   *
   * @param accepted new ones
   * @param completed that were there without an answer and have one now
   * @param known that were there already, or stood twice among the given; they changed nothing
   */
  public record Taken(int accepted, int completed, int known) {
    private static final Taken NONE = new Taken(0, 0, 0);

    private Taken plus(Taken other) {
      return new Taken(accepted + other.accepted, completed + other.completed, known + other.known);
    }
  }

  /** A record with the time and status that it counts with. */
  private record Dated(TrafficRecord record, OffsetDateTime at, TrafficStatus status) {}

  /**
   * Takes records in; they are valid, see {@code TrafficRules}. What fails in between leaves whole
   * parts of them, and giving all of them again is harmless.
   */
  public Uni<Taken> take(UUID workspaceId, TrafficKind kind, List<TrafficRecord> records) {
    return settings
        .without(workspaceId, records, (rules, one) -> rules.of(one, TrafficRecord.class))
        .flatMap(redacted -> takeRedacted(workspaceId, kind, redacted));
  }

  /** As {@link #take}, of records out of which everything is taken that is to be taken out. */
  public Uni<Taken> takeRedacted(UUID workspaceId, TrafficKind kind, List<TrafficRecord> records) {
    return months
        .write(once(records), TOGETHER, Dated::at, part -> write(workspaceId, kind, part))
        .map(parts -> parts.stream().reduce(Taken.NONE, Taken::plus))
        .map(t -> new Taken(t.accepted, t.completed, records.size() - t.accepted - t.completed));
  }

  private Uni<Taken> write(UUID workspaceId, TrafficKind kind, List<Dated> part) {
    return db.inTransaction(tx -> write(tx, workspaceId, kind, part));
  }

  /** Each id once, in the order in which all who write lock them. */
  private static List<Dated> once(List<TrafficRecord> records) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    Map<String, Dated> byId = new TreeMap<>();
    for (TrafficRecord record : records) {
      Dated dated =
          new Dated(record, record.at() == null ? now : record.at(), TrafficRules.status(record));
      byId.merge(record.id(), dated, TrafficIntake::both);
    }
    return List.copyOf(byId.values());
  }

  /** What the two come to, as if the second had come in a body of its own. */
  private static Dated both(Dated first, Dated second) {
    return first.status() == TrafficStatus.INCOMPLETE && second.status() != first.status()
        ? new Dated(second.record().completing(first.record()), first.at(), second.status())
        : first;
  }

  private static Uni<Taken> write(
      SqlConnection tx, UUID workspaceId, TrafficKind kind, List<Dated> part) {
    Object[] parameters = parameters(workspaceId, kind, part);
    return count(tx, WRITE, parameters)
        .flatMap(
            made ->
                made == part.size()
                    ? Uni.createFrom().item(new Taken(made, 0, 0))
                    : count(tx, COMPLETE, parameters).map(done -> new Taken(made, done, 0)));
  }

  private static Uni<Integer> count(SqlConnection tx, String sql, Object[] parameters) {
    return Db.query(tx, sql, parameters).map(rows -> Rows.one(rows).getInteger("n"));
  }

  private static Object[] parameters(UUID workspaceId, TrafficKind kind, List<Dated> part) {
    return new Object[] {
      workspaceId,
      kind.wire(),
      text(part, TrafficRecord::id),
      column(part, OffsetDateTime[]::new, Dated::at),
      column(part, String[]::new, d -> d.status().wire()),
      text(part, TrafficRecord::skill),
      text(part, TrafficRecord::skillVersion),
      text(part, TrafficRecord::agent),
      text(part, TrafficRecord::agentVersion),
      text(part, TrafficRecord::domain),
      text(part, TrafficRecord::feature),
      text(part, TrafficRecord::provider),
      text(part, TrafficRecord::model),
      text(part, TrafficRecord::session),
      text(part, TrafficRecord::environment),
      json(part, TrafficRecord::input),
      json(part, TrafficRecord::response),
      text(part, TrafficRecord::error),
      column(part, Long[]::new, d -> d.record().latencyMs()),
      tokens(part, TrafficRecord.Tokens::input),
      tokens(part, TrafficRecord.Tokens::cached),
      tokens(part, TrafficRecord.Tokens::output),
      column(part, Double[]::new, d -> d.record().cost()),
      text(part, TrafficRecord::traceId),
      json(part, TrafficRecord::metadata)
    };
  }

  private static String[] text(List<Dated> part, Function<TrafficRecord, String> get) {
    return column(part, String[]::new, d -> get.apply(d.record()));
  }

  /** A JSON null says as much as nothing. */
  private static String[] json(List<Dated> part, Function<TrafficRecord, JsonNode> get) {
    return column(
        part,
        String[]::new,
        d -> {
          JsonNode value = get.apply(d.record());
          return value == null || value.isNull() ? null : JsonColumns.text(value);
        });
  }

  private static Long[] tokens(List<Dated> part, Function<TrafficRecord.Tokens, Long> get) {
    return column(
        part,
        Long[]::new,
        d -> d.record().tokens() == null ? null : get.apply(d.record().tokens()));
  }
}
