package dev.assay.run.traffic.otlp.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import dev.assay.run.traffic.otlp.spans.Span;
import dev.assay.run.traffic.otlp.spans.SpanKind;
import dev.assay.run.traffic.otlp.wire.AnyValues;
import dev.assay.run.traffic.requests.TrafficRecord.Tokens;
import io.opentelemetry.proto.trace.v1.SpanFlags;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a span of any dialect into the one shape. */
public final class SpanReader {
  private static final long NANOS = 1_000_000_000L;

  private SpanReader() {}

  /**
   * Reads a span, which has ids and times.
   *
   * @param resource attributes of its process
   */
  public static Span read(
      io.opentelemetry.proto.trace.v1.Span given, Map<String, JsonNode> resource) {
    Attributes said = new Attributes(AnyValues.map(given.getAttributesList()), resource);
    SpanEvents.add(said, given.getEventsList());
    SpanKind kind = Kinds.of(said);
    boolean failed = given.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR;
    ObjectNode rest = said.without(Field.read(said));
    ObjectNode metadata = Metadata.takenFrom(rest);
    return new Span(
        hex(given.getTraceId()),
        hex(given.getSpanId()),
        given.getParentSpanId().isEmpty() ? null : hex(given.getParentSpanId()),
        isRoot(given),
        kind,
        given.getName(),
        time(given.getStartTimeUnixNano()),
        time(given.getEndTimeUnixNano()),
        failed,
        failed ? error(given, said) : null,
        provider(said),
        name(said, Field.MODEL),
        name(said, Field.RESPONSE_ID),
        agent(said),
        prompt(said),
        name(said, Field.TOOL),
        name(said, Field.SESSION),
        name(said, Field.ENVIRONMENT),
        name(said, Field.SERVICE),
        name(said, Field.DOMAIN),
        name(said, Field.FEATURE),
        input(kind, said),
        output(kind, said),
        tokens(said),
        cost(said),
        Documents.of(Field.DOCUMENTS.in(said)),
        orNull(finishReasons(said)),
        metadata.isEmpty() ? null : metadata,
        rest.isEmpty() ? null : rest);
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  /** A parent in another process is not waited for: it may be told to somebody else. */
  private static boolean isRoot(io.opentelemetry.proto.trace.v1.Span span) {
    int remote = SpanFlags.SPAN_FLAGS_CONTEXT_IS_REMOTE_MASK_VALUE;
    return span.getParentSpanId().isEmpty()
        || (span.getFlags() & remote) != 0
        || switch (span.getKind()) {
          case SPAN_KIND_SERVER, SPAN_KIND_CONSUMER -> true;
          default -> false;
        };
  }

  private static OffsetDateTime time(long nanos) {
    return Instant.ofEpochSecond(
            Long.divideUnsigned(nanos, NANOS), Long.remainderUnsigned(nanos, NANOS))
        .atOffset(ZoneOffset.UTC);
  }

  private static String error(io.opentelemetry.proto.trace.v1.Span span, Attributes said) {
    String message = span.getStatus().getMessage();
    if (!message.isBlank()) {
      return message;
    }
    String exception = Values.text(said.own(SpanEvents.EXCEPTION));
    String type = Values.text(said.own("error.type"));
    return exception != null ? exception : type != null ? type : "It ended in an error.";
  }

  private static String name(Attributes said, Field field) {
    return Values.name(field.in(said));
  }

  /** Vercel's SDK adds which of its provider's interfaces it was: {@code openai.chat}. */
  private static String provider(Attributes said) {
    String name = name(said, Field.PROVIDER);
    if (name == null) {
      return null;
    }
    String provider = Kinds.isVercel(said) ? name.split("\\.", 2)[0] : name;
    return provider.toLowerCase(Locale.ROOT);
  }

  private static Span.Agent agent(Attributes said) {
    String name = name(said, Field.AGENT_NAME);
    String id = name(said, Field.AGENT_ID);
    return name == null && id == null
        ? null
        : new Span.Agent(name, id, name(said, Field.AGENT_VERSION));
  }

  private static Span.Prompt prompt(Attributes said) {
    String name = name(said, Field.PROMPT_NAME);
    return name == null ? null : new Span.Prompt(name, name(said, Field.PROMPT_VERSION));
  }

  private static JsonNode input(SpanKind kind, Attributes said) {
    JsonNode input = Field.INPUT.in(said);
    JsonNode instructions = Field.INSTRUCTIONS.in(said);
    boolean messages =
        Field.INPUT.place(said).map(source -> isMessages(source.key())).orElse(false);
    return kind == SpanKind.LLM || instructions != null || messages
        ? Messages.asked(input, instructions)
        : Values.read(input);
  }

  private static JsonNode output(SpanKind kind, Attributes said) {
    JsonNode output = Field.OUTPUT.in(said);
    boolean messages =
        Field.OUTPUT.place(said).map(source -> isMessages(source.key())).orElse(false);
    return kind == SpanKind.LLM || (messages && kind != SpanKind.TOOL)
        ? Messages.answer(Messages.answered(output))
        : Values.read(output);
  }

  private static boolean isMessages(String key) {
    return key.endsWith("messages") || key.equals("ai.prompt") || key.equals(SpanEvents.RESPONSE);
  }

  private static Tokens tokens(Attributes said) {
    Long in = Values.count(Field.TOKENS_IN.in(said));
    Long cached = Values.count(Field.TOKENS_CACHED.in(said));
    Long out = Values.count(Field.TOKENS_OUT.in(said));
    return in == null && cached == null && out == null ? null : new Tokens(in, cached, out);
  }

  private static Double cost(Attributes said) {
    Double cost = Values.number(Field.COST.in(said));
    return cost == null || cost < 0 ? null : cost;
  }

  private static List<String> finishReasons(Attributes said) {
    List<String> reasons = new ArrayList<>();
    JsonNode given = Values.read(Field.FINISH.in(said));
    if (given == null) {
      return reasons;
    }
    for (JsonNode reason : given.isArray() ? given : List.of(given)) {
      String text = Values.text(reason);
      if (text != null) {
        reasons.add(text.replace('-', '_'));
      }
    }
    return reasons;
  }

  private static <T> List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
