package dev.assay.link.trace;

import dev.assay.common.part.UnitRef;
import dev.assay.common.trace.UnitTrace;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Adds what was done for a unit to its trace, when that is one of those that are kept. Each span is
 * told when it is over, with its own times; nothing is open meanwhile. Prompts, answers and reasons
 * of scorers never stand in a span.
 */
public final class UnitSpans {
  private static final AttributeKey<String> RUN = AttributeKey.stringKey("assay.run.id");
  private static final AttributeKey<Long> N = AttributeKey.longKey("assay.unit.n");
  private static final AttributeKey<Long> GENERATION =
      AttributeKey.longKey("assay.unit.generation");

  private final Tracer tracer;
  private final double share;

  /**
   * Spans go to a telemetry.
   *
   * @param share which part of all units is traced, from 0 to 1; the same in every service
   */
  public UnitSpans(OpenTelemetry telemetry, double share) {
    this.tracer = telemetry.getTracer("dev.assay");
    this.share = share;
  }

  /** Where nothing is traced. */
  public static UnitSpans none() {
    return new UnitSpans(OpenTelemetry.noop(), 0);
  }

  /** Whether any unit is traced. Where none is, to ask this is all that is done for a unit. */
  public boolean on() {
    return share > 0;
  }

  /** When something begins that a span may be told of; no clock is read where none will be. */
  public Instant begin() {
    return on() ? Instant.now() : Instant.EPOCH;
  }

  /**
   * Adds a span below the root of the unit's trace.
   *
   * @param fill says more about it; called only when the unit is traced
   */
  public void add(
      UnitRef unit, String name, SpanKind kind, Instant start, Instant end, Consumer<Span> fill) {
    UnitTrace trace = traced(unit);
    if (trace != null) {
      write(
          unit,
          named(name, kind, start).setParent(below(trace)),
          SpanBuilder::startSpan,
          end,
          fill);
    }
  }

  /**
   * Adds the root itself.
   *
   * @param starting starts a span with the ids of a trace, which is the business of the SDK
   */
  public void root(
      UnitRef unit, String name, SpanKind kind, Instant start, Instant end, Rooted starting) {
    UnitTrace trace = traced(unit);
    if (trace != null) {
      write(
          unit,
          named(name, kind, start).setNoParent(),
          builder -> starting.start(trace, builder),
          end,
          span -> {});
    }
  }

  /** Starts a span as the root of a trace. */
  @FunctionalInterface
  public interface Rooted {
    /** The span, with the ids of the trace. */
    Span start(UnitTrace trace, SpanBuilder builder);
  }

  private UnitTrace traced(UnitRef unit) {
    if (!on()) {
      return null;
    }
    UnitTrace trace = UnitTrace.of(unit);
    return trace.within(share) ? trace : null;
  }

  private SpanBuilder named(String name, SpanKind kind, Instant start) {
    return tracer.spanBuilder(name).setSpanKind(kind).setStartTimestamp(start);
  }

  private static void write(
      UnitRef unit,
      SpanBuilder builder,
      Function<SpanBuilder, Span> starting,
      Instant end,
      Consumer<Span> fill) {
    Span span =
        starting.apply(
            builder
                .setAttribute(RUN, unit.runId().toString())
                .setAttribute(N, (long) unit.n())
                .setAttribute(GENERATION, (long) unit.generation()));
    fill.accept(span);
    span.end(end);
  }

  private static Context below(UnitTrace trace) {
    SpanContext root =
        SpanContext.createFromRemoteParent(
            trace.id(), trace.root(), TraceFlags.getSampled(), TraceState.getDefault());
    return Context.root().with(Span.wrap(root));
  }
}
