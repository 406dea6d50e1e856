package dev.assay.run.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.db.Db;
import java.time.Duration;

/** How much a statement reads, by PostgreSQL's own count. */
public final class VisitedRows {
  private static final Duration LONG = Duration.ofMinutes(4);

  private VisitedRows() {}

  /** How many rows the statement visits, those it throws away included. */
  public static long of(Db db, String sql, Object... parameters) throws JsonProcessingException {
    String plan =
        db.query("explain (analyze, format json) " + sql, parameters)
            .await()
            .atMost(LONG)
            .iterator()
            .next()
            .getValue(0)
            .toString();
    return of(Json.mapper().readTree(plan).get(0).get("Plan"));
  }

  private static long of(JsonNode node) {
    long sum =
        node.has("Relation Name") || node.has("Index Name")
            ? (node.path("Actual Rows").asLong()
                    + node.path("Rows Removed by Filter").asLong()
                    + node.path("Rows Removed by Index Recheck").asLong())
                * Math.max(1, node.path("Actual Loops").asLong())
            : 0;
    for (JsonNode below : node.path("Plans")) {
      sum += of(below);
    }
    return sum;
  }
}
