package dev.assay.run.results.items;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.status.ScoreStatus;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Parts of an item's view that are read as JSON, told to the OpenAPI document. */
public final class ItemForms {
  private ItemForms() {}

  /**
   * A score in a list of items.
   *
   * @param score 0..1, null unless the status is success
   * @param passed null without a threshold
   * @param error code of what went wrong, null when nothing did
   */
  @Schema(name = "RunItemScore")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Scored(
      @Nullable Double score,
      ScoreStatus status,
      @Nullable Boolean passed,
      @Nullable String reason,
      @Nullable ErrorCode error) {}

  /**
   * A message of the conversation as it was sent.
   *
   * @param role system, user, assistant or tool
   * @param content text, or an array of parts in the common chat form
   * @param toolCalls that an assistant made
   * @param toolCallId which call a tool's message answers
   */
  @Schema(name = "PromptMessage")
  public record Message(
      String role,
      @Nullable JsonNode content,
      @Nullable @Schema(ref = "ToolCall[]") JsonNode toolCalls,
      @Nullable String toolCallId) {}

  /**
   * A call of a tool.
   *
   * @param arguments as the model wrote them
   */
  @Schema(name = "ToolCall", additionalProperties = Schema.True.class)
  public record Call(@Nullable String id, @Nullable String name, @Nullable JsonNode arguments) {}

  /**
   * The item of a dataset, as it was given; there may be more fields.
   *
   * @param id unique in the version
   */
  @Schema(name = "RunItemBody", additionalProperties = Schema.True.class)
  public record Body(
      String id,
      @Nullable JsonNode input,
      @Nullable JsonNode expected,
      @Nullable @Schema(ref = "JsonNode[]") JsonNode choices,
      @Nullable JsonNode context,
      @Nullable @Schema(ref = "JsonObject[]") JsonNode assets,
      @Nullable String criteria) {}
}
