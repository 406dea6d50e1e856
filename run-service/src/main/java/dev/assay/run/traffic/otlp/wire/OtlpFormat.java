package dev.assay.run.traffic.otlp.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;

/** In which of its two forms OTLP is spoken; it is answered in the same. */
public enum OtlpFormat {
  /** Protocol buffers. */
  PROTOBUF(OtlpFormat.PROTOBUF_TYPE),
  /** JSON, with ids in hexadecimal digits. */
  JSON(MediaType.APPLICATION_JSON);

  /** The media type of protocol buffers. */
  public static final String PROTOBUF_TYPE = "application/x-protobuf";

  private final String mediaType;

  OtlpFormat(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Of a body's type, which is one of the two. */
  public static OtlpFormat of(MediaType type) {
    return "json".equalsIgnoreCase(type.getSubtype()) ? JSON : PROTOBUF;
  }

  /** The media type. */
  public String mediaType() {
    return mediaType;
  }

  /**
   * Reads a request; blocks.
   *
   * @throws ProblemException when it is none, or is cut short
   */
  public ExportTraceServiceRequest read(InputStream body) {
    try {
      return switch (this) {
        case PROTOBUF -> ExportTraceServiceRequest.parseFrom(body);
        case JSON -> {
          ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
          OtlpJson.read(body, request);
          yield request.build();
        }
      };
    } catch (InvalidProtocolBufferException e) {
      // The parser also wraps what the connection failed with.
      throw e.unwrapIOException() == e
          ? refused("The body is no protobuf ExportTraceServiceRequest, or it is cut short")
          : refused("The body broke off or is not valid gzip");
    } catch (IOException e) {
      throw refused("The body broke off or is not valid gzip");
    }
  }

  private static ProblemException refused(String why) {
    return new ProblemException(ErrorCode.INVALID_REQUEST, why + "; nothing was stored.");
  }
}
