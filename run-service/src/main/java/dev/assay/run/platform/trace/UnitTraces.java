package dev.assay.run.platform.trace;

import dev.assay.common.part.UnitRef;
import dev.assay.link.trace.UnitSpans;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells what run-service did for units, for those that are traced. */
@ApplicationScoped
public class UnitTraces {
  private final UnitSpans spans;
  private final UnitIds ids;

  /**
   * @param disabled whether nothing is traced
   * @param ratio which share of units is, from 0 to 1
   */
  UnitTraces(
      OpenTelemetry telemetry,
      UnitIds ids,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled,
      @ConfigProperty(name = "assay.trace.ratio", defaultValue = "0.01") double ratio) {
    this.spans = disabled ? UnitSpans.none() : new UnitSpans(telemetry, ratio);
    this.ids = ids;
  }

  /** When something begins that is told of when it is over. */
  public Instant begin() {
    return spans.begin();
  }

  /**
   * The broker has a unit's call. The first hand-out is the root of its trace.
   *
   * @param handOut which one it is, from 1
   * @param since as {@link #begin()} gave it
   */
  public void handedOut(UnitRef unit, int handOut, Instant since) {
    if (!spans.on()) {
      return;
    }
    if (handOut == 1) {
      spans.root(unit, "hand out", SpanKind.PRODUCER, since, Instant.now(), ids::root);
    } else {
      spans.add(
          unit,
          "hand out",
          SpanKind.PRODUCER,
          since,
          Instant.now(),
          span -> span.setAttribute("assay.hand_out", handOut));
    }
  }

  /**
   * What came about units is written down, in one transaction.
   *
   * @param what {@code answer} or {@code scores}
   * @param lines what came, of a unit perhaps several
   * @param since as {@link #begin()} gave it
   */
  public <T> void written(
      String what, Collection<T> lines, Function<T, UnitRef> unitOf, Instant since) {
    if (!spans.on()) {
      return;
    }
    Instant end = Instant.now();
    lines.stream()
        .map(unitOf)
        .distinct()
        .forEach(
            unit -> spans.add(unit, "write " + what, SpanKind.CONSUMER, since, end, span -> {}));
  }
}
