package dev.assay.run.engine.books;

import static dev.assay.run.platform.db.Columns.column;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.Usage;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.engine.losses.FoundCalls;
import dev.assay.run.engine.losses.HandOut;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.runs.state.RunChange;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The statements that write answers, each for a whole batch. */
public final class AnswerStore {
  // Each unit is found through its primary key, and joined by columns, not by a constant run: while
  // a run is young the planner believes it has few units and would read them all for each.
  private static final String SETTLE =
      """
      with due as materialized (
        select i.*
        from unnest($1::uuid[], $2::int[], $3::int[], $4::text[], $5::int[], $6::int[],
                    $7::timestamptz[], $8::text[], $9::text[], $10::int[], $11::int[],
                    $12::bigint[], $13::bigint[], $14::bigint[], $15::float8[], $16::boolean[],
                    $17::timestamptz[], $18::float8[], $19::int[], $20::boolean[], $21::int[])
          as i(run_id, n, generation, status, made, scores_due, not_before, error_code,
               error_message, latency_ms, ttft_ms, tokens_in, tokens_cached, tokens_out, cost,
               cached, first_attempt_at, saved_cost, hand_out, lost, free)
        cross join lateral (
          select 1 from units u
          where u.run_id = i.run_id and u.n = i.n and u.generation = i.generation
            and u.status = 'dispatched'
            -- A request to wait that comes twice must not take the unit from who has it now.
            and (i.status <> 'pending' or i.hand_out is null or i.hand_out = u.hand_outs)
          limit 1
        ) u
      )
      update units u set
        status = i.status,
        attempts = u.attempts + i.made,
        free_attempts = u.free_attempts + i.free,
        deliveries = case when i.status = 'pending' and not i.lost then 0 else u.deliveries end,
        scores_due = i.scores_due,
        not_before = i.not_before,
        first_attempt_at = coalesce(u.first_attempt_at, i.first_attempt_at),
        answered_at = case when i.status = 'answered' then now() end,
        -- Most are scored by then, and the sweeper never looks at them.
        look_at = case when i.status = 'answered' then now() + interval '2 s' end,
        task_losses = 0,
        task_sent_at = null,
        settled_at = case when i.status in ('error', 'cancelled') then now() end,
        reason = null,
        error_code = i.error_code,
        error_message = i.error_message,
        latency_ms = i.latency_ms,
        ttft_ms = i.ttft_ms,
        tokens_in = i.tokens_in,
        tokens_cached = i.tokens_cached,
        tokens_out = i.tokens_out,
        cost = i.cost,
        cached = i.cached,
        saved_cost = i.saved_cost
      from due i
      where u.run_id = i.run_id and u.n = i.n and u.status = 'dispatched'
      returning u.run_id, u.n, u.position, u.repeat, u.hand_outs,
        old.dispatched_at as handed_at
      """;
  private static final String ANSWERS =
      """
      insert into answers (run_id, n, output, tool_calls, finish_reason, refusal, logprobs, usage,
                           model, request_id, reasoning)
      select i.run_id, i.n, i.output::json, i.tool_calls::json, i.finish_reason, i.refusal,
             i.logprobs::json, i.usage::json, i.model, i.request_id, i.reasoning
      from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[],
                  $7::text[], $8::text[], $9::text[], $10::text[], $11::text[])
        as i(run_id, n, output, tool_calls, finish_reason, refusal, logprobs, usage, model,
             request_id, reasoning)
      on conflict (run_id, n) do update set
        output = excluded.output, tool_calls = excluded.tool_calls,
        finish_reason = excluded.finish_reason, refusal = excluded.refusal,
        logprobs = excluded.logprobs, usage = excluded.usage, model = excluded.model,
        request_id = excluded.request_id, reasoning = excluded.reasoning
      """;

  // A cancel does not reach every call in time. What comes of one that was cancelled is paid for:
  // it is kept, so that it need not be asked again if the run goes on.
  private static final String LATE =
      """
      with late as materialized (
        select i.*
        from unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[], $6::bigint[],
                    $7::bigint[], $8::bigint[], $9::float8[])
          as i(run_id, n, generation, latency_ms, ttft_ms, tokens_in, tokens_cached, tokens_out,
               cost)
        cross join lateral (
          select 1 from units u
          where u.run_id = i.run_id and u.n = i.n and u.generation = i.generation
            and u.status = 'cancelled'
            and not exists (select 1 from answers a where a.run_id = u.run_id and a.n = u.n)
          limit 1
        ) u
      )
      update units u set
        latency_ms = i.latency_ms, ttft_ms = i.ttft_ms, tokens_in = i.tokens_in,
        tokens_cached = i.tokens_cached, tokens_out = i.tokens_out, cost = i.cost
      from late i
      where u.run_id = i.run_id and u.n = i.n and u.status = 'cancelled'
      returning u.run_id, u.n
      """;

  private AnswerStore() {}

  /** Names a unit's row. */
  public record UnitKey(UUID runId, int n) {}

  /**
   * Where in its dataset a unit that really changed stands.
   *
   * @param handOuts how often it was handed out
   * @param handedAt when it was handed to the worker that this is the end of
   */
  public record Changed(int position, int repeat, int handOuts, OffsetDateTime handedAt) {}

  /**
   * What a reply does to its unit.
   *
   * @param status what it becomes: answered, error, cancelled, or pending again
   * @param scoresDue scores to wait for
   */
  public record Effect(ModelReply reply, UnitStatus status, int scoresDue) {
    public UnitKey key() {
      return new UnitKey(reply.unit().runId(), reply.unit().n());
    }
  }

  /** Changes the units that still wait for this answer. The others are missing in the result. */
  public static Uni<Map<UnitKey, Changed>> settle(SqlConnection tx, List<Effect> effects) {
    return Db.query(
            tx,
            SETTLE,
            column(effects, UUID[]::new, e -> e.reply().unit().runId()),
            column(effects, Integer[]::new, e -> e.reply().unit().n()),
            column(effects, Integer[]::new, e -> e.reply().unit().generation()),
            column(effects, String[]::new, e -> e.status().wire()),
            column(effects, Integer[]::new, e -> e.reply().attempts().size()),
            column(effects, Integer[]::new, Effect::scoresDue),
            column(effects, OffsetDateTime[]::new, e -> utc(e.reply().notBefore())),
            column(effects, String[]::new, AnswerStore::errorCode),
            column(effects, String[]::new, AnswerStore::errorMessage),
            column(effects, Integer[]::new, e -> millis(answer(e, Answer::latencyMs))),
            column(effects, Integer[]::new, e -> millis(answer(e, Answer::ttftMs))),
            column(effects, Long[]::new, e -> usage(e, Usage::input)),
            column(effects, Long[]::new, e -> usage(e, Usage::cached)),
            column(effects, Long[]::new, e -> usage(e, Usage::output)),
            column(effects, Double[]::new, e -> cached(e) ? (Double) 0.0 : answer(e, Answer::cost)),
            column(effects, Boolean[]::new, AnswerStore::cached),
            column(effects, OffsetDateTime[]::new, AnswerStore::firstAttemptAt),
            column(effects, Double[]::new, e -> cached(e) ? answer(e, Answer::cost) : null),
            column(effects, Integer[]::new, e -> HandOut.read(e.reply().context())),
            column(effects, Boolean[]::new, e -> HandOut.lost(e.reply().context())),
            column(effects, Integer[]::new, e -> e.reply().freeAttempts()))
        .map(
            rows -> {
              Map<UnitKey, Changed> changed = new HashMap<>();
              for (Row row : rows) {
                changed.put(
                    new UnitKey(row.getUUID("run_id"), row.getInteger("n")),
                    new Changed(
                        row.getInteger("position"),
                        row.getInteger("repeat"),
                        row.getInteger("hand_outs"),
                        row.getOffsetDateTime("handed_at")));
              }
              return changed;
            });
  }

  /** Whether a reply says that a worker was lost with its unit. */
  public static boolean lost(Effect effect) {
    return effect.status() == UnitStatus.PENDING && HandOut.lost(effect.reply().context());
  }

  /** Keeps the answers of effects that have one. */
  public static Uni<Void> keep(SqlConnection tx, List<Effect> effects) {
    List<Effect> answered = effects.stream().filter(e -> e.reply().answer() != null).toList();
    if (answered.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Db.query(
            tx,
            ANSWERS,
            column(answered, UUID[]::new, e -> e.reply().unit().runId()),
            column(answered, Integer[]::new, e -> e.reply().unit().n()),
            column(answered, String[]::new, e -> text(answer(e, Answer::output))),
            column(answered, String[]::new, e -> text(answer(e, Answer::toolCalls))),
            column(answered, String[]::new, e -> answer(e, Answer::finishReason)),
            column(answered, String[]::new, e -> answer(e, Answer::refusal)),
            column(answered, String[]::new, e -> text(answer(e, Answer::logprobs))),
            column(answered, String[]::new, AnswerStore::usageJson),
            column(answered, String[]::new, e -> answer(e, Answer::model)),
            column(answered, String[]::new, e -> answer(e, Answer::requestId)),
            column(answered, String[]::new, e -> answer(e, Answer::reasoning)))
        .replaceWithVoid();
  }

  /**
   * Books what replies say of hand-outs before the last one: what was not known of a call that was
   * taken for lost is known now.
   *
   * @param takenForLost whether a worker was, in which case it may be its last hand-out
   */
  public static Uni<Void> found(
      SqlConnection tx,
      List<Effect> effects,
      Map<UnitKey, Changed> changed,
      Predicate<String> takenForLost) {
    List<AttemptStore.Line> made = new ArrayList<>();
    effects.stream()
        .filter(
            e ->
                !changed.containsKey(e.key())
                    || changed.get(e.key()).handOuts() > 1
                    || takenForLost.test(e.reply().worker()))
        .forEach(
            e ->
                e.reply()
                    .attempts()
                    .forEach(a -> made.add(new AttemptStore.Line(e.reply().unit(), "", a))));
    return FoundCalls.found(
        tx,
        column(made, UUID[]::new, l -> l.unit().runId()),
        column(made, Integer[]::new, l -> l.unit().n()),
        column(made, Integer[]::new, l -> l.unit().generation()),
        column(made, OffsetDateTime[]::new, l -> utc(l.attempt().startedAt())),
        column(made, String[]::new, l -> l.attempt().worker()));
  }

  /**
   * Keeps answers of calls whose unit did not wait for them any more because its run was cancelled.
   * Their units stay cancelled; other late answers are left alone.
   */
  public static Uni<Void> keepLate(SqlConnection tx, List<Effect> missed) {
    List<Effect> late =
        missed.stream()
            .filter(e -> e.status() == UnitStatus.ANSWERED && !e.reply().answer().cached())
            .toList();
    if (late.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Db.query(
            tx,
            LATE,
            column(late, UUID[]::new, e -> e.reply().unit().runId()),
            column(late, Integer[]::new, e -> e.reply().unit().n()),
            column(late, Integer[]::new, e -> e.reply().unit().generation()),
            column(late, Integer[]::new, e -> millis(answer(e, Answer::latencyMs))),
            column(late, Integer[]::new, e -> millis(answer(e, Answer::ttftMs))),
            column(late, Long[]::new, e -> usage(e, Usage::input)),
            column(late, Long[]::new, e -> usage(e, Usage::cached)),
            column(late, Long[]::new, e -> usage(e, Usage::output)),
            column(late, Double[]::new, e -> answer(e, Answer::cost)))
        .map(
            rows -> {
              Set<UnitKey> taken = new HashSet<>();
              rows.forEach(
                  row -> taken.add(new UnitKey(row.getUUID("run_id"), row.getInteger("n"))));
              return late.stream().filter(e -> taken.contains(e.key())).toList();
            })
        .flatMap(taken -> keep(tx, taken));
  }

  /**
   * Writes the ledger. The item is what was not on record before of replies that change no unit:
   * doubles, and those that came too late. Of replies that do it is told with their answers.
   *
   * @param real the effects that changed their unit
   */
  public static Uni<List<AttemptStore.Fresh>> book(
      SqlConnection tx, List<Effect> real, List<ModelReply> replies) {
    Map<UnitKey, List<Attempt>> told = new HashMap<>();
    real.forEach(e -> told.put(e.key(), e.reply().attempts()));
    List<AttemptStore.Line> counted = new ArrayList<>();
    List<AttemptStore.Line> others = new ArrayList<>();
    for (ModelReply reply : replies) {
      UnitKey key = new UnitKey(reply.unit().runId(), reply.unit().n());
      List<AttemptStore.Line> lines = reply.attempts().equals(told.get(key)) ? counted : others;
      reply.attempts().forEach(a -> lines.add(new AttemptStore.Line(reply.unit(), "", a)));
    }
    // In this order: what is told is on record when another reply has it, too.
    return AttemptStore.insert(tx, counted).flatMap(fresh -> AttemptStore.insert(tx, others));
  }

  /** Adds what calls took whose replies changed no unit: they are paid for all the same. */
  public static void addOthers(RunChange change, List<AttemptStore.Fresh> attempts) {
    AttemptStore.add(change, attempts);
    attempts.stream()
        .collect(Collectors.groupingBy(AttemptStore.Fresh::n))
        .values()
        .forEach(one -> change.call(AttemptStore.cost(one), AttemptStore.tokens(one)));
  }

  private static boolean cached(Effect e) {
    return e.reply().answer() != null && e.reply().answer().cached();
  }

  private static OffsetDateTime firstAttemptAt(Effect e) {
    List<Attempt> attempts = e.reply().attempts();
    return attempts.isEmpty() ? null : utc(attempts.get(0).startedAt());
  }

  private static String errorCode(Effect e) {
    return e.reply().failure() == null ? null : e.reply().failure().code().name();
  }

  private static String errorMessage(Effect e) {
    return e.reply().failure() == null ? null : e.reply().failure().message();
  }

  private static <V> V answer(Effect e, Function<Answer, V> get) {
    return e.reply().answer() == null ? null : get.apply(e.reply().answer());
  }

  private static Long usage(Effect e, Function<Usage, Long> get) {
    return of(answer(e, Answer::usage), get);
  }

  private static Long of(Usage usage, Function<Usage, Long> get) {
    return usage == null ? null : get.apply(usage);
  }

  private static String usageJson(Effect e) {
    return JsonColumns.text(answer(e, Answer::usage));
  }

  private static String text(JsonNode node) {
    return JsonColumns.text(node);
  }

  private static Integer millis(Long ms) {
    return ms == null ? null : Math.toIntExact(ms);
  }

  private static OffsetDateTime utc(Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }
}
