package dev.assay.run.results.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.error.Failure;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.SpanChoice;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.status.ScoreStatus;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.verdict.spending.UnitSpending;
import dev.assay.run.verdict.totals.Speed;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A unit of a run with everything known of it.
 *
 * @param prompt the conversation as it was sent, made again from definition and item; null for
 *     pushed answers
 * @param item the dataset item as stored, its spans apart
 * @param spans what production did on its way to the answer; null where that is not kept
 * @param answer what the target returned, null when it did not
 * @param attempts every line of the ledger, also of earlier generations and late replies
 * @param spending what they cost together
 */
@Schema(name = "RunItemDetail")
public record ItemDetail(
    ItemSummary summary,
    @Nullable @Schema(ref = "PromptMessage[]") List<ChatMessage> prompt,
    @Schema(ref = "RunItemBody") JsonNode item,
    @Nullable ItemSpans spans,
    @Nullable AnswerView answer,
    List<ScoreRow> scores,
    List<AttemptRow> attempts,
    UnitSpending spending,
    @Nullable Instant dispatchedAt,
    @Nullable Instant answeredAt,
    @Nullable Instant settledAt) {

  /**
   * The answer as stored.
   *
   * @param reasoning what the model thought before it answered, in its words or as a summary; no
   *     part of the output and not scored, null when none is known
   */
  @Schema(name = "RunAnswer")
  public record AnswerView(
      @Nullable @Schema(implementation = Object.class) JsonNode output,
      @Nullable @Schema(ref = "ToolCall[]") JsonNode toolCalls,
      @Nullable String finishReason,
      @Nullable String refusal,
      @Nullable String reasoning,
      @Nullable @Schema(implementation = Object.class) JsonNode logprobs,
      @Nullable String model,
      @Nullable String requestId,
      @Nullable String traceId,
      @Nullable @Schema(ref = "JsonObject") JsonNode metadata,
      @Nullable Integer latencyMs,
      @Nullable Integer ttftMs,
      @Nullable Long tokensIn,
      @Nullable Long tokensCached,
      @Nullable Long tokensOut,
      @Nullable Double tokensPerS,
      @Nullable Double cost) {
    static AnswerView of(Row row) {
      return new AnswerView(
          JsonColumns.tree(row, "output"),
          JsonColumns.tree(row, "tool_calls"),
          row.getString("finish_reason"),
          row.getString("refusal"),
          row.getString("reasoning"),
          JsonColumns.tree(row, "logprobs"),
          row.getString("model"),
          row.getString("request_id"),
          row.getString("trace_id"),
          JsonColumns.tree(row, "metadata"),
          row.getInteger("latency_ms"),
          row.getInteger("ttft_ms"),
          row.getLong("tokens_in"),
          row.getLong("tokens_cached"),
          row.getLong("tokens_out"),
          Speed.of(
              row.getLong("tokens_out"), row.getInteger("latency_ms"), row.getInteger("ttft_ms")),
          row.getDouble("cost"));
    }
  }

  /**
   * A score as stored; it names the version of the scorer that made it.
   *
   * @param spans what it is made of, of a scorer that is applied to spans; null for others
   */
  @Schema(name = "RunScore")
  public record ScoreRow(
      String key,
      String scorer,
      int version,
      @Schema(implementation = ScoreStatus.class) String status,
      @Nullable Double score,
      @Nullable Boolean passed,
      @Nullable String reason,
      @Nullable @Schema(ref = "JsonObject") JsonNode metadata,
      @Nullable List<SpanScore> spans,
      @Nullable Failure error,
      @Nullable JudgingView judging) {
    /** With what it says of each span, which stands in its metadata. */
    ScoreRow perSpan(Double threshold) {
      JsonNode rest =
          metadata instanceof ObjectNode all ? all.deepCopy().without(SpanChoice.PARAM) : metadata;
      return new ScoreRow(
          key,
          scorer,
          version,
          status,
          score,
          passed,
          reason,
          rest == null || rest.isEmpty() ? null : rest,
          SpanScore.of(metadata, threshold),
          error,
          judging);
    }

    static ScoreRow of(Row row) {
      String code = row.getString("error_code");
      return new ScoreRow(
          row.getString("key"),
          row.getString("scorer"),
          row.getInteger("scorer_version"),
          row.getString("status"),
          row.getDouble("score"),
          row.getBoolean("passed"),
          row.getString("reason"),
          JsonColumns.tree(row, "metadata"),
          null,
          code == null
              ? null
              : new Failure(ErrorCode.valueOf(code), row.getString("error_message")),
          row.getString("passport") == null ? null : JudgingView.of(row));
    }
  }

  /**
   * What asking the judge took.
   *
   * @param passport the judge's identity: hash of prompt, model, parameters and parser
   * @param questions asked, votes and repairs included
   */
  @Schema(name = "RunJudging")
  public record JudgingView(
      String passport,
      int questions,
      @Nullable Long tokensIn,
      @Nullable Long tokensOut,
      @Nullable Double cost) {
    static JudgingView of(Row row) {
      return new JudgingView(
          row.getString("passport"),
          row.getInteger("questions"),
          row.getLong("judge_tokens_in"),
          row.getLong("judge_tokens_out"),
          row.getDouble("judge_cost"));
    }
  }

  /** A line of the ledger. */
  @Schema(name = "RunAttempt")
  public record AttemptRow(
      int generation,
      int number,
      @Nullable String judge,
      @Nullable String worker,
      Instant startedAt,
      @Nullable Integer firstByteMs,
      int durationMs,
      @Schema(implementation = OutcomeClass.class) String outcome,
      @Nullable Integer httpStatus,
      @Nullable String requestId,
      int waitMs,
      @Nullable String waitReason,
      @Nullable Long tokensIn,
      @Nullable Long tokensCached,
      @Nullable Long tokensOut,
      @Nullable Double cost,
      @Nullable String bodySha256,
      @Nullable String error,
      boolean outcomeUnknown) {
    static AttemptRow of(Row row) {
      return new AttemptRow(
          row.getInteger("generation"),
          row.getInteger("number"),
          row.getString("judge"),
          row.getString("worker"),
          Rows.instant(row, "started_at"),
          row.getInteger("first_byte_ms"),
          row.getInteger("duration_ms"),
          row.getString("outcome"),
          row.getInteger("http_status"),
          row.getString("request_id"),
          row.getInteger("wait_ms"),
          row.getString("wait_reason"),
          row.getLong("tokens_in"),
          row.getLong("tokens_cached"),
          row.getLong("tokens_out"),
          row.getDouble("cost"),
          row.getString("body_sha256"),
          row.getString("error"),
          row.getBoolean("outcome_unknown"));
    }
  }
}
