package dev.assay.worker.kind.bedrock;

import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ProviderRef;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.kind.answer.InlineReasoning;
import dev.assay.worker.wire.HeaderLookup;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Locale;

/** Reads a response of either form: an event stream, or one JSON body, errors included. */
final class BedrockReader implements ResponseReader {
  private final BedrockErrors errors;
  private final ProviderRef provider;
  private Buffer body;
  private ConverseStream stream;
  private boolean tooMuch;
  private int status;
  private String requestId;
  private String errorType;

  /** For a request with this secret, null for none. */
  BedrockReader(String secret) {
    this(secret, null);
  }

  /** For a request with this secret, null for none, to this provider. */
  BedrockReader(String secret, ProviderRef provider) {
    this.errors = new BedrockErrors(secret);
    this.provider = provider;
  }

  @Override
  public void head(int newStatus, HeaderLookup headers) {
    status = newStatus;
    requestId = headers.get("x-amzn-requestid");
    errorType = headers.get("x-amzn-errortype");
    String type = headers.get("content-type");
    if (success() && type != null && type.toLowerCase(Locale.ROOT).contains("eventstream")) {
      stream = new ConverseStream(errors);
    }
  }

  @Override
  public void chunk(Buffer piece) {
    if (stream != null) {
      stream.add(piece.getBytes());
    } else {
      body = (body == null ? Buffer.buffer(piece.length()) : body).appendBuffer(piece);
    }
  }

  @Override
  public boolean complete() {
    return stream != null && stream.done();
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
      return stream.decode(requestId);
    }
    JsonNode json = parse();
    if (!success()) {
      return new Decoded.Problem(errors.of(errorType, json));
    }
    if (tooMuch) {
      return new Decoded.TooMuch("the answer is nested too deeply, or a text in it is too long");
    }
    if (json == null) {
      return new Decoded.Unreadable("the body is not whole JSON");
    }
    return json.has("__type")
        ? new Decoded.Problem(errors.of(errorType, json))
        : ConverseAnswer.decode(json, requestId);
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
    } catch (StreamConstraintsException e) {
      tooMuch = true;
      return null;
    } catch (IOException e) {
      return null;
    }
  }
}
