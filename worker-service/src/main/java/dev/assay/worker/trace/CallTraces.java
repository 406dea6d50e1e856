package dev.assay.worker.trace;

import dev.assay.common.message.ModelCall;
import dev.assay.common.part.Attempt;
import dev.assay.common.part.ModelRequest;
import dev.assay.link.trace.UnitSpans;
import dev.assay.worker.call.CallObserver;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Each attempt as a span of its unit's trace, by OpenTelemetry's conventions for generative AI.
 * Waits between attempts are the gaps. Calls of no run are not traced.
 */
public final class CallTraces implements CallObserver {
  /** What the conventions call the kinds of providers that they know. */
  private static final Map<String, String> PROVIDERS =
      Map.of(
          "azure_openai", "azure.ai.openai",
          "bedrock", "aws.bedrock",
          "gemini", "gcp.gemini");

  private final UnitSpans spans;

  /** Spans go there. */
  public CallTraces(UnitSpans spans) {
    this.spans = spans;
  }

  @Override
  public void started(ModelCall call, Supplier<String> text) {
    // Told when it has ended.
  }

  @Override
  public void ended(ModelCall call, Attempt attempt) {
    if (!spans.on() || call.replyTo() == null) {
      return;
    }
    String operation =
        call.request().operation() == ModelRequest.Operation.EMBEDDINGS ? "embeddings" : "chat";
    spans.add(
        call.unit(),
        operation + " " + call.request().model(),
        SpanKind.CLIENT,
        attempt.startedAt(),
        attempt.startedAt().plusMillis(attempt.durationMs()),
        span -> fill(span, operation, call, attempt));
  }

  private static void fill(Span span, String operation, ModelCall call, Attempt attempt) {
    String kind = call.provider().kind();
    span.setAttribute("gen_ai.operation.name", operation)
        .setAttribute("gen_ai.provider.name", PROVIDERS.getOrDefault(kind, kind))
        .setAttribute("gen_ai.request.model", call.request().model())
        .setAttribute("gen_ai.request.stream", call.request().stream())
        .setAttribute("assay.provider", call.provider().name())
        .setAttribute("assay.attempt", attempt.number());
    if (call.question() != null) {
      span.setAttribute("assay.question", call.question());
    }
    if (attempt.usage() != null) {
      span.setAttribute("gen_ai.usage.input_tokens", attempt.usage().input())
          .setAttribute("gen_ai.usage.output_tokens", attempt.usage().output());
    }
    if (attempt.httpStatus() != null) {
      span.setAttribute("http.response.status_code", attempt.httpStatus());
    }
    if (!attempt.outcome().isAnswer()) {
      span.setAttribute("error.type", attempt.outcome().wire()).setStatus(StatusCode.ERROR);
    }
  }
}
