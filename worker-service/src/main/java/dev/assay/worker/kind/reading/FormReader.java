package dev.assay.worker.kind.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.assay.common.json.Json;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.kind.answer.InlineReasoning;
import dev.assay.worker.wire.HeaderLookup;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads a response as it comes, whatever was asked for and whatever it is called: an event stream,
 * lines of JSON, or one JSON body, errors included. What the JSON means is up to the form.
 */
public class FormReader implements ResponseReader {
  private static final String DATA = "data:";
  private static final String EVENT = "event:";
  private static final Decoded NOT_JSON = new Decoded.Unreadable("the body is not whole JSON");
  private static final Decoded TOO_MUCH =
      new Decoded.TooMuch("the answer is nested too deeply, or a text in it is too long");

  private enum Shape {
    UNKNOWN,
    WHOLE,
    EVENTS,
    LINES
  }

  private final AnswerForm form;
  private final ProviderRef provider;
  private final Lines lines = new Lines(this::line);
  private final StringBuilder pending = new StringBuilder();
  private Shape shape = Shape.UNKNOWN;
  private Buffer body;
  private StreamForm stream;
  private String event;
  private ProviderError error;
  private boolean unreadable;
  private boolean tooMuch;
  private int status;

  /** Of a response in this form. */
  public FormReader(AnswerForm form) {
    this(form, null);
  }

  /**
   * Of a response in this form.
   *
   * @param provider whose options say what becomes of thoughts inside the text; null for none
   */
  public FormReader(AnswerForm form, ProviderRef provider) {
    this.form = form;
    this.provider = provider;
  }

  @Override
  public void head(int newStatus, HeaderLookup headers) {
    status = newStatus;
    String given = headers.get("content-type");
    String type = given == null ? "" : given.toLowerCase(Locale.ROOT);
    if (!success()) {
      shape = Shape.WHOLE;
    } else if (type.contains("event-stream")) {
      stream(Shape.EVENTS);
    } else if (type.contains("ndjson") || type.contains("jsonl")) {
      stream(Shape.LINES);
    }
  }

  @Override
  public void chunk(Buffer piece) {
    if (stream != null) {
      lines.add(piece.getBytes());
      return;
    }
    body = (body == null ? Buffer.buffer(piece.length()) : body).appendBuffer(piece);
    if (shape != Shape.UNKNOWN) {
      return;
    }
    switch (Sniff.of(body)) {
      case EVENTS -> stream(Shape.EVENTS);
      case OTHER -> shape = Shape.WHOLE;
      case MORE -> {
        // The next piece will tell.
      }
    }
  }

  /** What was called something else, or has no streamed form, is read as one body. */
  private void stream(Shape as) {
    stream = form.stream();
    shape = stream == null ? Shape.WHOLE : as;
    if (stream != null && body != null) {
      Buffer first = body;
      body = null;
      lines.add(first.getBytes());
    }
  }

  @Override
  public boolean complete() {
    return stream != null && !unreadable && (error != null || stream.complete());
  }

  @Override
  public boolean ended() {
    return stream != null && !unreadable && (error != null || stream.ended());
  }

  @Override
  public boolean tokens() {
    return stream != null && stream.started();
  }

  @Override
  public String textSoFar() {
    return stream == null ? null : InlineReasoning.visible(stream.text(), provider);
  }

  @Override
  public Decoded decode() {
    return InlineReasoning.apart(read(), provider);
  }

  private Decoded read() {
    if (stream != null) {
      lines.end();
      end();
      return streamed();
    }
    List<JsonNode> values = parse();
    if (!success()) {
      return new Decoded.Problem(
          values.isEmpty() ? form.error(status, none()) : error(values.get(0)));
    }
    if (tooMuch) {
      return TOO_MUCH;
    }
    if (values.size() > 1) {
      return together(values);
    }
    if (values.isEmpty()) {
      return NOT_JSON;
    }
    JsonNode only = values.get(0);
    ProviderError inside = form.inside(only);
    return inside != null ? new Decoded.Problem(inside) : form.whole(only);
  }

  /** A stream under another name: JSON values in a row, or an array of them. */
  private Decoded together(List<JsonNode> values) {
    stream = form.stream();
    if (stream == null) {
      return NOT_JSON;
    }
    values.forEach(this::event);
    return streamed();
  }

  private Decoded streamed() {
    if (error != null) {
      return new Decoded.Problem(error);
    }
    if (tooMuch) {
      return TOO_MUCH;
    }
    return unreadable
        ? new Decoded.Unreadable("an event of the stream is not JSON")
        : stream.decode();
  }

  private ProviderError error(JsonNode json) {
    // Some gateways and some streaming endpoints wrap an error in an array.
    return form.error(status, json.isArray() && !json.isEmpty() ? json.get(0) : json);
  }

  private static JsonNode none() {
    return Json.mapper().createObjectNode();
  }

  private void line(String line) {
    if (shape == Shape.LINES) {
      if (!line.isBlank()) {
        add(line);
        flush();
      }
    } else if (line.isEmpty()) {
      flush();
      event = null;
    } else if (line.startsWith(DATA)) {
      data(line.substring(DATA.length()));
    } else if (line.startsWith(EVENT)) {
      event = line.substring(EVENT.length()).strip();
    } else if (line.charAt(0) == '{') {
      // Some proxies put their own error into a stream without making an event of it.
      data(line);
    }
  }

  /**
   * An event's data may stand on several lines. One line that is JSON is an event at once, since
   * some servers leave out the empty line after it.
   */
  private void data(String payload) {
    if (payload.strip().equals("[DONE]")) {
      flush();
      if (!over()) {
        stream.mark();
      }
    } else if (!pending.isEmpty() || !payload.isBlank()) {
      if (pending.isEmpty()) {
        add(payload);
      } else {
        pending.append('\n').append(payload);
      }
    }
  }

  private void add(String payload) {
    if (over() || take(payload)) {
      return;
    }
    pending.append(payload);
  }

  private void flush() {
    if (pending.isEmpty()) {
      return;
    }
    String whole = pending.toString();
    pending.setLength(0);
    unreadable |= !over() && !take(whole);
  }

  /** What is left of a line that never ended is missed only where the answer is not whole. */
  private void end() {
    boolean missed = unreadable || !stream.complete();
    flush();
    unreadable &= missed;
  }

  private boolean over() {
    return error != null || unreadable || tooMuch || stream.ended();
  }

  /** False when it is not JSON. */
  private boolean take(String text) {
    try {
      event(Json.foreign().readTree(text));
      return true;
    } catch (StreamConstraintsException e) {
      tooMuch = true;
      return true;
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private void event(JsonNode json) {
    if (over()) {
      return;
    }
    error = form.inside(json);
    if (error == null && "error".equals(event)) {
      error = form.error(status, json);
    }
    if (error == null) {
      stream.event(json);
    }
  }

  private boolean success() {
    return status >= 200 && status < 300;
  }

  /**
   * The JSON values of the body, those inside when it is an array; none when it is not whole JSON.
   */
  private List<JsonNode> parse() {
    List<JsonNode> values = new ArrayList<>(1);
    if (body == null) {
      return values;
    }
    try (MappingIterator<JsonNode> each =
        Json.foreign().readerFor(JsonNode.class).readValues(body.getBytes())) {
      while (each.hasNextValue()) {
        values.add(each.nextValue());
      }
      return values;
    } catch (StreamConstraintsException e) {
      tooMuch = true;
      return List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
