package dev.assay.run.traffic.otlp.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedOutputStream;
import dev.assay.run.platform.problem.Problem;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Answers as OTLP/HTTP wants them, in the form of the request. */
public final class OtlpAnswers {
  private static final int STATUS_CODE = 1;
  private static final int STATUS_MESSAGE = 2;
  private static final int INVALID_ARGUMENT = 3;
  private static final int RESOURCE_EXHAUSTED = 8;
  private static final int UNAVAILABLE = 14;

  private OtlpAnswers() {}

  /** What was taken in: all of it, or all but the refused spans. */
  public static Response taken(OtlpFormat format, long refused, String message) {
    return Response.ok(refused == 0 ? whole(format) : partial(format, refused, message))
        .type(format.mediaType())
        .build();
  }

  /** Why nothing was taken in, as a {@code google.rpc.Status}. */
  public static Response refused(OtlpFormat format, Problem problem) {
    int code =
        switch (problem.status()) {
          case 413, 429 -> RESOURCE_EXHAUSTED;
          case 503 -> UNAVAILABLE;
          default -> INVALID_ARGUMENT;
        };
    Response.ResponseBuilder answer =
        Response.status(problem.status())
            .entity(status(format, code, problem.detail()))
            .type(format.mediaType());
    // Exporters try again after these.
    return (code == INVALID_ARGUMENT || problem.status() == 413
            ? answer
            : answer.header("Retry-After", "1"))
        .build();
  }

  private static byte[] whole(OtlpFormat format) {
    return switch (format) {
      case PROTOBUF -> new byte[0];
      case JSON -> "{}".getBytes(StandardCharsets.UTF_8);
    };
  }

  private static byte[] partial(OtlpFormat format, long refused, String message) {
    return switch (format) {
      case PROTOBUF ->
          ExportTraceServiceResponse.newBuilder()
              .setPartialSuccess(
                  ExportTracePartialSuccess.newBuilder()
                      .setRejectedSpans(refused)
                      .setErrorMessage(message))
              .build()
              .toByteArray();
      case JSON -> {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        // 64 bits are a text in the JSON of protocol buffers.
        answer
            .putObject("partialSuccess")
            .put("rejectedSpans", Long.toString(refused))
            .put("errorMessage", message);
        yield answer.toString().getBytes(StandardCharsets.UTF_8);
      }
    };
  }

  private static byte[] status(OtlpFormat format, int code, String message) {
    return switch (format) {
      case PROTOBUF -> status(code, message);
      case JSON ->
          JsonNodeFactory.instance
              .objectNode()
              .put("code", code)
              .put("message", message)
              .toString()
              .getBytes(StandardCharsets.UTF_8);
    };
  }

  /** Two fields do not need a library. */
  private static byte[] status(int code, String message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      out.writeInt32(STATUS_CODE, code);
      out.writeString(STATUS_MESSAGE, message);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
