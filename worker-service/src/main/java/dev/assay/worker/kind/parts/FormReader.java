package dev.assay.worker.kind.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.wire.HeaderLookup;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Locale;

/**
 * Reads a response as it comes, whatever was asked for: an event stream, lines of JSON, or one JSON
 * body, errors included. What the JSON means is up to the form.
 */
public class FormReader implements ResponseReader {
  private static final String DATA = "data:";

  private final AnswerForm form;
  private final Lines lines = new Lines(this::line);
  private Buffer body;
  private StreamForm stream;
  private boolean events;
  private ProviderError error;
  private boolean unreadable;
  private int status;

  /** Of a response in this form. */
  public FormReader(AnswerForm form) {
    this.form = form;
  }

  @Override
  public void head(int newStatus, HeaderLookup headers) {
    status = newStatus;
    String given = headers.get("content-type");
    String type = given == null ? "" : given.toLowerCase(Locale.ROOT);
    events = type.contains("event-stream");
    if (success() && (events || type.contains("ndjson"))) {
      stream = form.stream();
    }
  }

  @Override
  public void chunk(Buffer piece) {
    if (stream != null) {
      lines.add(piece.getBytes());
    } else {
      body = (body == null ? Buffer.buffer(piece.length()) : body).appendBuffer(piece);
    }
  }

  @Override
  public boolean complete() {
    return stream != null && !unreadable && (error != null || stream.complete());
  }

  @Override
  public boolean tokens() {
    return stream != null && stream.started();
  }

  @Override
  public String textSoFar() {
    return stream == null ? null : stream.text();
  }

  @Override
  public Decoded decode() {
    if (stream != null) {
      lines.end();
      if (error != null) {
        return new Decoded.Problem(error);
      }
      return unreadable
          ? new Decoded.Unreadable("an event of the stream is not JSON")
          : stream.decode();
    }
    JsonNode json = parse();
    if (!success()) {
      return new Decoded.Problem(json == null ? form.error(status, none()) : error(json));
    }
    if (json == null) {
      return new Decoded.Unreadable("the body is not whole JSON");
    }
    ProviderError inside = form.inside(json);
    return inside != null ? new Decoded.Problem(inside) : form.whole(json);
  }

  private ProviderError error(JsonNode json) {
    // Some gateways and some streaming endpoints wrap an error in an array.
    return form.error(status, json.isArray() && !json.isEmpty() ? json.get(0) : json);
  }

  private static JsonNode none() {
    return Json.mapper().createObjectNode();
  }

  private void line(String line) {
    String payload = events ? data(line) : line;
    if (payload == null || error != null || unreadable || stream.complete()) {
      return;
    }
    if (payload.strip().equals("[DONE]")) {
      stream.mark();
      return;
    }
    try {
      JsonNode json = Json.foreign().readTree(payload);
      error = form.inside(json);
      if (error == null) {
        stream.event(json);
      }
    } catch (JsonProcessingException e) {
      unreadable = true;
    }
  }

  /** What stands in a data line; null for other fields, comments and empty data. */
  private static String data(String line) {
    if (!line.startsWith(DATA)) {
      return null;
    }
    String payload = line.substring(DATA.length());
    return payload.isBlank() ? null : payload;
  }

  private boolean success() {
    return status >= 200 && status < 300;
  }

  private JsonNode parse() {
    if (body == null) {
      return null;
    }
    try {
      JsonNode json = Json.foreign().readTree(body.getBytes());
      return json == null || json.isMissingNode() ? null : json;
    } catch (IOException e) {
      return null;
    }
  }
}
