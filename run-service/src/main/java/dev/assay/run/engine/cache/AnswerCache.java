package dev.assay.run.engine.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.json.Json;
import dev.assay.common.part.Answer;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Answers of models by the key of their call, per workspace. For whoever calls models. */
@ApplicationScoped
public class AnswerCache {
  private static final Logger LOG = Logger.getLogger(AnswerCache.class);
  // That an answer was used is noted once an hour: a hit is a read, not a write.
  private static final String FIND =
      """
      with touched as (
        update answer_cache set last_used_at = now()
        where workspace_id = $1 and key = any(array(
          select key from answer_cache
          where workspace_id = $1 and key = any($2) and last_used_at < now() - interval '1 hour'
          for update skip locked))
      )
      select key, answer::text as answer from answer_cache
      where workspace_id = $1 and key = any($2)
      """;
  // In the order of keys, so that two transactions never wait for each other in a circle.
  private static final String KEEP =
      """
      insert into answer_cache (workspace_id, key, answer, bytes)
      select $1, i.key, i.answer::json, octet_length(i.answer)
      from unnest($2::text[], $3::text[]) as i(key, answer)
      order by i.key
      on conflict (workspace_id, key) do update
        set answer = excluded.answer, bytes = excluded.bytes, created_at = now(),
            last_used_at = now()
      """;

  private final Db db;

  public AnswerCache(Db db) {
    this.db = db;
  }

  /**
   * The answers that are there, marked as cached; their cost is what they cost when they were asked
   * for.
   *
   * @param keys of {@link CacheKey}
   */
  public Uni<Map<String, Answer>> find(UUID workspaceId, Collection<String> keys) {
    return db.query(FIND, workspaceId, keys.toArray(String[]::new))
        .map(
            rows -> {
              Map<String, Answer> found = new HashMap<>();
              for (Row row : rows) {
                String key = row.getString("key");
                read(key, row.getString("answer")).ifPresent(answer -> found.put(key, answer));
              }
              return found;
            });
  }

  /**
   * Keeps answers in the caller's transaction, each in place of an older one of its key. Take no
   * lock of a run after this.
   */
  public static Uni<Void> keep(SqlConnection tx, UUID workspaceId, Map<String, Answer> answers) {
    if (answers.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    TreeMap<String, Answer> sorted = new TreeMap<>(answers);
    List<String> texts = sorted.values().stream().map(JsonColumns::text).toList();
    return Db.query(
            tx,
            KEEP,
            workspaceId,
            sorted.keySet().toArray(String[]::new),
            texts.toArray(String[]::new))
        .replaceWithVoid();
  }

  /** Empty when the entry cannot be read: then the model is asked again, and the entry replaced. */
  private static Optional<Answer> read(String key, String json) {
    try {
      return Optional.of(cached(Json.mapper().readValue(json, Answer.class)));
    } catch (JsonProcessingException e) {
      LOG.warnf("cached answer not readable key=%s error=%s", key, e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private static Answer cached(Answer a) {
    return new Answer(
        a.output(),
        a.toolCalls(),
        a.finishReason(),
        a.refusal(),
        a.logprobs(),
        a.usage(),
        a.latencyMs(),
        a.ttftMs(),
        a.cost(),
        a.model(),
        a.requestId(),
        true,
        a.reasoning());
  }
}
