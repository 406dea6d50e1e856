package dev.assay.run.traffic.asking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.Answer;
import dev.assay.common.status.RunStatus;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads what a model replied in a run that asks it one question. */
@ApplicationScoped
public class ModelReplies {
  private static final String READ =
      """
      select r.status, r.error::text as error, u.error_message, a.output::text as output, a.refusal,
        a.finish_reason
      from runs r
      left join units u on u.run_id = r.id and u.n = 0
      left join answers a on a.run_id = r.id and a.n = 0
      where r.id = $1
      """;

  private final Db db;

  ModelReplies(Db db) {
    this.db = db;
  }

  /**
   * The reply of a run; the item is null while it goes on.
   *
   * @return fails with a sentence when there is none and none will come
   */
  public Uni<JsonNode> of(UUID runId) {
    return db.query(READ, runId)
        .map(
            rows ->
                Rows.first(rows)
                    .map(ModelReplies::output)
                    .orElseThrow(() -> none("The run that asked the model is gone.")));
  }

  private static JsonNode output(Row row) {
    RunStatus status = RunStatus.of(row.getString("status"));
    if (!status.isTerminal()) {
      return null;
    }
    if (status == RunStatus.CANCELLED) {
      throw none("The run that asked the model was cancelled.");
    }
    if (row.getString("refusal") != null && !row.getString("refusal").isEmpty()) {
      throw none("The model refused to answer.");
    }
    JsonNode output = JsonColumns.tree(row, "output");
    if (output == null || output.isNull()) {
      throw none("The model gave no answer. " + why(row));
    }
    if (Answer.LENGTH.equals(row.getString("finish_reason"))) {
      throw none(
          "The model's answer was cut off by the limit of its length: give params with a higher"
              + " one, or show it less.");
    }
    return output;
  }

  private static String why(Row row) {
    JsonNode error = JsonColumns.tree(row, "error");
    String ofUnit = row.getString("error_message");
    return ofUnit != null ? ofUnit : error == null ? "" : error.path("message").asText();
  }

  private static ProblemException none(String why) {
    return new ProblemException(ErrorCode.ILLEGAL_STATE, why.strip());
  }
}
