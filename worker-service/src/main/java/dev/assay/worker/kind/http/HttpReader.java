package dev.assay.worker.kind.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.wire.HeaderLookup;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Supplier;

/** Reads one JSON body. Plain text is an answer, too, when the text's pointer is the whole body. */
final class HttpReader implements ResponseReader {
  private final Supplier<HttpOptions> known;
  private final Buffer body = Buffer.buffer();
  private int status;
  private boolean plainText;

  /** The options are asked for with the answer only: what is wrong with them is told by then. */
  HttpReader(Supplier<HttpOptions> options) {
    this.known = options;
  }

  @Override
  public void head(int newStatus, HeaderLookup headers) {
    status = newStatus;
    String type = headers.get("content-type");
    plainText = type != null && type.toLowerCase(Locale.ROOT).startsWith("text/plain");
  }

  @Override
  public void chunk(Buffer piece) {
    body.appendBuffer(piece);
  }

  @Override
  public boolean complete() {
    return false;
  }

  @Override
  public boolean tokens() {
    return false;
  }

  @Override
  public String textSoFar() {
    return null;
  }

  @Override
  public Decoded decode() {
    HttpOptions options = known.get();
    boolean success = status >= 200 && status < 300;
    if (success && plainText && options.text().matches()) {
      return new Decoded.Answered(
          new AnswerDraft(
              TextNode.valueOf(body.toString()), null, null, null, null, null, null, null));
    }
    JsonNode json = parse();
    if (json == null) {
      return success
          ? new Decoded.Unreadable("the body is not whole JSON")
          : new Decoded.Problem(ProviderError.UNSPECIFIED);
    }
    HttpAnswer answer = new HttpAnswer(options, json);
    return success ? answer.decode() : new Decoded.Problem(answer.error());
  }

  private JsonNode parse() {
    try {
      JsonNode json = Json.foreign().readTree(body.getBytes());
      return json == null || json.isMissingNode() ? null : json;
    } catch (IOException e) {
      return null;
    }
  }
}
