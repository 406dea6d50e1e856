package dev.assay.run.engine.books;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.Score;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import dev.assay.run.platform.db.JsonColumns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.List;

/** Keeps what judges made of canaries, beside the run. */
public final class CanaryStore {
  private static final String KEEP =
      """
      update runs set canaries = canaries || jsonb_build_object($2::text,
        coalesce(canaries -> $2::text, '{}') || jsonb_build_object($3::text, $4::text::jsonb))
      where id = $1 and generation = $5
      """;
  // Without a threshold half of the scale tells good from bad.
  private static final double HALF = 0.5;

  private CanaryStore() {}

  public static Uni<Void> keep(SqlConnection tx, List<ScoreStore.Line> lines) {
    return InOrder.each(
        lines,
        line ->
            Db.query(
                tx,
                KEEP,
                line.unit().runId(),
                line.score().key(),
                Canary.of(line.unit().n()).wire(),
                result(Canary.of(line.unit().n()), line.score()),
                line.unit().generation()));
  }

  private static String result(Canary canary, Score score) {
    ObjectNode result = Json.mapper().createObjectNode();
    result.put("status", score.status().wire());
    if (score.error() != null) {
      result.put("error", score.error().code().name());
    }
    if (score.score() != null) {
      boolean good = score.passed() == null ? score.score() >= HALF : score.passed();
      result.put("score", score.score());
      result.put("as_expected", good == canary.good());
    }
    return JsonColumns.text(result);
  }
}
