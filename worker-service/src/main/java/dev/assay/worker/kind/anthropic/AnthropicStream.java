package dev.assay.worker.kind.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.reading.StreamForm;

/** Puts a streamed message together. Blocks come one after the other. */
final class AnthropicStream implements StreamForm {
  private final AnthropicAnswer answer;
  private final StringBuilder input = new StringBuilder();
  private JsonNode tool;
  private boolean answerTool;
  private boolean started;
  private boolean done;

  AnthropicStream(String answerTool) {
    answer = new AnthropicAnswer(answerTool);
  }

  @Override
  public void event(JsonNode event) {
    switch (event.path("type").asText()) {
      case "message_start" -> {
        answer.message(event.path("message"));
        answer.usage(event.path("message").path("usage"));
      }
      case "content_block_start" -> begin(event.path("content_block"));
      case "content_block_delta" -> delta(event.path("delta"));
      case "content_block_stop" -> endBlock();
      case "message_delta" -> {
        answer.stopped(event.path("delta"));
        answer.usage(event.path("usage"));
      }
      case "message_stop" -> done = true;
      default -> {
        // Pings, and what comes in time.
      }
    }
  }

  @Override
  public void mark() {
    // Not part of this form; harmless.
  }

  @Override
  public boolean complete() {
    return done;
  }

  @Override
  public boolean started() {
    return started;
  }

  @Override
  public String text() {
    return answerTool && !input.isEmpty() ? input.toString() : answer.textSoFar();
  }

  @Override
  public Decoded decode() {
    return done
        ? answer.decode()
        : new Decoded.Unreadable("the stream ended before the answer did");
  }

  private void begin(JsonNode block) {
    endBlock();
    if (block.path("type").asText().equals("tool_use")) {
      tool = block;
      answerTool = answer.isAnswerTool(block.path("name"));
      started = true;
    } else {
      answer.thought(block.path("thinking"));
      started |= answer.text(block.path("text"));
    }
  }

  private void delta(JsonNode delta) {
    switch (delta.path("type").asText()) {
      case "text_delta" -> started |= answer.text(delta.path("text"));
      case "input_json_delta" -> {
        if (tool != null) {
          Fields.append(input, delta.path("partial_json"));
        }
      }
      case "thinking_delta" -> answer.thought(delta.path("thinking"));
      default -> {
        // Signatures and citations are no part of the answer.
      }
    }
  }

  private void endBlock() {
    if (tool != null) {
      String given = tool.path("input").isEmpty() ? "" : tool.path("input").toString();
      answer.tool(tool.path("id"), tool.path("name"), input.isEmpty() ? given : input.toString());
      tool = null;
      answerTool = false;
      input.setLength(0);
    }
  }
}
