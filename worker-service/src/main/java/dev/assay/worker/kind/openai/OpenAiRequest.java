package dev.assay.worker.kind.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.common.json.Json;
import dev.assay.common.message.ModelRequest;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** Writes the body of a chat completions request. The hint is never among what is written. */
public final class OpenAiRequest {
  private static final Set<String> OURS = Set.of("model", "messages", "stream", "stream_options");

  private OpenAiRequest() {}

  /**
   * The body as UTF-8 JSON.
   *
   * @param streamUsage ask for usage in the last piece of a stream
   */
  public static Buffer body(ModelRequest request, boolean streamUsage) {
    ObjectMapper mapper = Json.mapper();
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(512);
        JsonGenerator out = mapper.getFactory().createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("model", request.model());
      out.writeArrayFieldStart("messages");
      for (ModelRequest.ChatMessage message : request.messages()) {
        out.writeStartObject();
        out.writeStringField("role", message.role());
        out.writeFieldName("content");
        out.writeTree(message.content());
        out.writeEndObject();
      }
      out.writeEndArray();
      writeParams(out, request.params());
      if (request.stream()) {
        out.writeBooleanField("stream", true);
        if (streamUsage) {
          out.writeObjectFieldStart("stream_options");
          out.writeBooleanField("include_usage", true);
          out.writeEndObject();
        }
      }
      out.writeEndObject();
      out.flush();
      return Buffer.buffer(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("a request in memory cannot fail to be written", e);
    }
  }

  private static void writeParams(JsonGenerator out, JsonNode params) throws IOException {
    if (params == null) {
      return;
    }
    Iterator<Map.Entry<String, JsonNode>> fields = params.fields();
    while (fields.hasNext()) {
      Map.Entry<String, JsonNode> field = fields.next();
      if (!OURS.contains(field.getKey()) && !field.getValue().isNull()) {
        out.writeFieldName(field.getKey());
        out.writeTree(field.getValue());
      }
    }
  }
}
