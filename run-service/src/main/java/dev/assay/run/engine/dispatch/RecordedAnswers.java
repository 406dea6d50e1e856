package dev.assay.run.engine.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Usage;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Answers that an earlier run of the same workspace got, for units that are to get them again. */
@ApplicationScoped
class RecordedAnswers {
  private static final String READ =
      """
      select i.item_id, u.repeat, u.latency_ms, u.ttft_ms, u.cost, a.output::text as output,
        a.tool_calls::text as tool_calls, a.finish_reason, a.refusal, a.logprobs::text as logprobs,
        a.usage::text as usage, a.model, a.request_id, a.reasoning
      from runs r
      join items i on i.dataset_version_id = r.dataset_version_id and i.item_id = any($3)
      join units u on u.run_id = r.id and u.position = i.position
      join answers a on a.run_id = u.run_id and a.n = u.n
      where r.id = $1 and r.workspace_id = $2
      """;

  private final Db db;

  RecordedAnswers(Db db) {
    this.db = db;
  }

  /** Item and repeat. */
  record Key(String itemId, int repeat) {}

  /**
   * What a run recorded of these units' items.
   *
   * @param options of the replaying provider: {@code {run}}
   * @return {@link Answer}s as JSON; those of a run that is gone or somebody else's are not there
   */
  Uni<Map<Key, JsonNode>> find(UUID workspaceId, JsonNode options, List<ClaimedUnit> units) {
    UUID run = id(options);
    if (run == null) {
      return Uni.createFrom().item(Map.of());
    }
    String[] items = units.stream().map(ClaimedUnit::itemId).distinct().toArray(String[]::new);
    return db.query(READ, run, workspaceId, items)
        .map(
            rows -> {
              Map<Key, JsonNode> found = new HashMap<>();
              rows.forEach(
                  row ->
                      found.put(
                          new Key(row.getString("item_id"), row.getInteger("repeat")),
                          Json.mapper().valueToTree(answer(row))));
              return found;
            });
  }

  private static UUID id(JsonNode options) {
    try {
      return options == null ? null : UUID.fromString(options.path("run").asText());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Answer answer(Row row) {
    return new Answer(
        JsonColumns.tree(row, "output"),
        JsonColumns.tree(row, "tool_calls"),
        row.getString("finish_reason"),
        row.getString("refusal"),
        JsonColumns.tree(row, "logprobs"),
        JsonColumns.read(row, "usage", Usage.class),
        wide(row.getInteger("latency_ms")),
        wide(row.getInteger("ttft_ms")),
        row.getDouble("cost"),
        row.getString("model"),
        row.getString("request_id"),
        false,
        row.getString("reasoning"));
  }

  private static Long wide(Integer number) {
    return number == null ? null : number.longValue();
  }
}
