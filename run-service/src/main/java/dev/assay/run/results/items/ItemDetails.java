package dev.assay.run.results.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.Failure;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.SpanChoice;
import dev.assay.common.status.UnitStatus;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.prompt.PromptFailedException;
import dev.assay.run.verdict.spending.Charge;
import dev.assay.run.verdict.spending.UnitSpending;
import dev.assay.run.verdict.totals.UnmeasuredReason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Puts together everything known of one item of a run. */
@ApplicationScoped
class ItemDetails {
  private final RunSpecs specs;
  private final ItemStore items;

  ItemDetails(RunSpecs specs, ItemStore items) {
    this.specs = specs;
    this.items = items;
  }

  /** One item; fails with NOT_FOUND when the workspace has no such run or the run no such item. */
  Uni<ItemDetail> read(UUID workspaceId, UUID runId, int position, int repeat) {
    return items
        .detail(workspaceId, runId, position, repeat)
        .map(rows -> only(rows, position))
        .flatMap(row -> complete(runId, row));
  }

  private static Row only(RowSet<Row> rows, int position) {
    return Rows.first(rows)
        .orElseThrow(() -> ProblemException.notFound("item of this run", position));
  }

  private Uni<ItemDetail> complete(UUID runId, Row row) {
    return items
        .scores(runId, row.getInteger("n"))
        .map(rows -> Rows.list(rows, ItemDetail.ScoreRow::of))
        .flatMap(scores -> complete(runId, row, scores));
  }

  private Uni<ItemDetail> complete(UUID runId, Row row, List<ItemDetail.ScoreRow> scores) {
    return items
        .attempts(runId, row.getInteger("n"))
        .flatMap(
            attempts ->
                specs
                    .get(runId, row.getInteger("generation"))
                    .map(run -> detail(row, run, scores, attempts)));
  }

  private static UnmeasuredReason.OfScore doubt(ItemDetail.ScoreRow score) {
    return new UnmeasuredReason.OfScore(
        score.status(), score.error() == null ? null : score.error().code().name(), score.reason());
  }

  private static ItemDetail detail(
      Row row, RunSpecs.Known run, List<ItemDetail.ScoreRow> scores, RowSet<Row> attempts) {
    JsonNode body = JsonColumns.tree(row, "body");
    ObjectNode item = item(row, body);
    UnitStatus status = UnitStatus.of(row.getString("status"));
    Failure failure = ItemSummary.failure(row);
    ItemSummary summary =
        new ItemSummary(
            row.getInteger("n"),
            row.getInteger("position"),
            row.getInteger("repeat"),
            row.getString("item_id"),
            row.getString("section"),
            row.getString("label"),
            status,
            row.getString("reason"),
            null,
            null,
            null,
            null,
            row.getInteger("latency_ms"),
            attempts.size(),
            row.getDouble("cost"),
            row.getBoolean("cached"),
            ItemSummary.unmeasured(row, scores.stream().map(ItemDetails::doubt).toList()),
            failure);
    return new ItemDetail(
        summary,
        prompt(row, run, body),
        item,
        ItemSpans.takenFrom(item),
        // A refusal has words, and neither output nor calls.
        row.getBoolean("has_answer") ? ItemDetail.AnswerView.of(row) : null,
        perSpan(run.spec(), scores),
        Rows.list(attempts, ItemDetail.AttemptRow::of),
        UnitSpending.of(
            Charge.ofTarget(Rows.list(attempts, Function.identity())),
            row.getValue("answered_at") != null,
            row.getDouble("cost")),
        Rows.instant(row, "dispatched_at"),
        Rows.instant(row, "answered_at"),
        Rows.instant(row, "settled_at"));
  }

  /** With what those that are applied to spans say of each. */
  private static List<ItemDetail.ScoreRow> perSpan(RunSpec spec, List<ItemDetail.ScoreRow> scores) {
    Map<String, ScorerSpec> known = new HashMap<>();
    spec.scorers().stream().filter(SpanChoice::perSpan).forEach(s -> known.put(s.key(), s));
    return scores.stream()
        .map(
            score ->
                known.containsKey(score.key())
                    ? score.perSpan(known.get(score.key()).threshold())
                    : score)
        .toList();
  }

  private static ObjectNode item(Row row, JsonNode body) {
    ObjectNode item = body.deepCopy();
    item.put("id", row.getString("item_id"));
    return item;
  }

  private static List<ChatMessage> prompt(Row row, RunSpecs.Known run, JsonNode body) {
    if (!run.spec().target().asked()) {
      return null;
    }
    try {
      return run.prompt()
          .render(row.getString("item_id"), row.getString("section"), row.getString("label"), body);
    } catch (PromptFailedException e) {
      // The unit's own error says so; there is no prompt to show.
      return null;
    }
  }
}
