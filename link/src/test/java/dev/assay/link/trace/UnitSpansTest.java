package dev.assay.link.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.UnitRef;
import dev.assay.common.trace.UnitTrace;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnitSpansTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00.000000123Z");
  private static final UnitRef UNIT =
      new UnitRef(UUID.fromString("01900000-0000-7000-8000-000000000001"), 3, 1);

  private final InMemorySpanExporter exported = InMemorySpanExporter.create();
  private final OpenTelemetry telemetry =
      OpenTelemetrySdk.builder()
          .setTracerProvider(
              SdkTracerProvider.builder()
                  .addSpanProcessor(SimpleSpanProcessor.create(exported))
                  .build())
          .build();

  @Test
  void shouldAddASpanBelowTheRootOfTheUnit() {
    // When
    new UnitSpans(telemetry, 1)
        .add(
            UNIT,
            "score",
            SpanKind.INTERNAL,
            BEGIN,
            BEGIN.plus(Duration.ofMillis(5)),
            span -> span.setAttribute("more", "said"));

    // Then
    SpanData span = exported.getFinishedSpanItems().get(0);
    assertThat(span.getTraceId()).isEqualTo(UnitTrace.of(UNIT).id());
    assertThat(span.getParentSpanId()).isEqualTo(UnitTrace.of(UNIT).root());
    assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(5_000_000);
    assertThat(span.getAttributes().asMap().toString())
        .contains(
            UNIT.runId().toString(), "assay.unit.n=3", "assay.unit.generation=1", "more=said");
  }

  @Test
  void shouldSayNothingOfUnitsThatAreNotTraced() {
    // Given
    AtomicInteger filled = new AtomicInteger();

    // When
    for (UnitSpans spans : new UnitSpans[] {UnitSpans.none(), new UnitSpans(telemetry, 0)}) {
      spans.add(UNIT, "score", SpanKind.INTERNAL, BEGIN, BEGIN, span -> filled.incrementAndGet());
    }

    // Then
    assertThat(exported.getFinishedSpanItems()).isEmpty();
    assertThat(filled).hasValue(0);
  }

  @Test
  void shouldTraceTheSameUnitsEverywhere() {
    // Given
    UnitSpans one = new UnitSpans(telemetry, 0.3);
    UnitSpans other = new UnitSpans(telemetry, 0.3);

    // When
    for (int n = 0; n < 200; n++) {
      UnitRef unit = new UnitRef(UNIT.runId(), n, 1);
      one.add(unit, "one", SpanKind.INTERNAL, BEGIN, BEGIN, span -> {});
      other.add(unit, "other", SpanKind.INTERNAL, BEGIN, BEGIN, span -> {});
    }

    // Then
    assertThat(exported.getFinishedSpanItems())
        .filteredOn(span -> span.getName().equals("one"))
        .hasSizeBetween(30, 90)
        .extracting(SpanData::getTraceId)
        .containsExactlyElementsOf(
            exported.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("other"))
                .map(SpanData::getTraceId)
                .toList());
  }
}
