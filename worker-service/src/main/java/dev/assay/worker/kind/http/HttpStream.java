package dev.assay.worker.kind.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.parts.Fields;
import dev.assay.worker.kind.reading.StreamForm;

/**
 * Puts a streamed answer together: the text from its pieces, everything else from the last event
 * that tells it.
 */
final class HttpStream implements StreamForm {
  private final HttpOptions options;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private ArrayNode calls;
  private String finishReason;
  private Usage usage;
  private String model;
  private String requestId;
  private boolean events;
  private boolean done;

  HttpStream(HttpOptions options) {
    this.options = options;
  }

  @Override
  public void event(JsonNode event) {
    events = true;
    HttpAnswer told = new HttpAnswer(options, event);
    Fields.append(text, event.at(options.stream().text()));
    if (told.reasoning() != null) {
      reasoning.append(told.reasoning());
    }
    calls = or(told.toolCalls(), calls);
    finishReason = or(told.finishReason(), finishReason);
    usage = or(told.usage(), usage);
    model = or(told.model(), model);
    requestId = or(told.requestId(), requestId);
    done |= options.stream().done() != null && Fields.tells(event.at(options.stream().done()));
  }

  @Override
  public void mark() {
    done = true;
  }

  @Override
  public boolean complete() {
    return done;
  }

  @Override
  public boolean started() {
    return !text.isEmpty();
  }

  @Override
  public String text() {
    return text.isEmpty() ? null : text.toString();
  }

  /** Where nothing marks the end, that of the response does; a broken one never comes here. */
  @Override
  public Decoded decode() {
    if (!done && (options.stream().done() != null || !events)) {
      return new Decoded.Unreadable("the stream ended before the answer did");
    }
    boolean none = text.isEmpty() && calls != null;
    return new Decoded.Answered(
        new AnswerDraft(
            none ? null : TextNode.valueOf(text.toString()),
            calls,
            finishReason,
            null,
            null,
            usage,
            model,
            requestId,
            reasoning.isEmpty() ? null : reasoning.toString()));
  }

  private static <T> T or(T told, T before) {
    return told == null ? before : told;
  }
}
