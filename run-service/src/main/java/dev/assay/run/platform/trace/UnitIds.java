package dev.assay.run.platform.trace;

import dev.assay.common.trace.UnitTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;

/**
 * Ids of spans: of chance, but for the root of a unit's trace, whose ids everybody can work out.
 */
@Singleton
@Unremovable
public final class UnitIds implements IdGenerator {
  private final ThreadLocal<UnitTrace> now = new ThreadLocal<>();

  /** Starts a span as the root of a trace. */
  Span root(UnitTrace trace, SpanBuilder builder) {
    now.set(trace);
    try {
      return builder.startSpan();
    } finally {
      now.remove();
    }
  }

  @Override
  public String generateSpanId() {
    UnitTrace trace = now.get();
    return trace == null ? IdGenerator.random().generateSpanId() : trace.root();
  }

  @Override
  public String generateTraceId() {
    UnitTrace trace = now.get();
    return trace == null ? IdGenerator.random().generateTraceId() : trace.id();
  }
}
