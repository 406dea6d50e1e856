package dev.assay.scoring.service;

import dev.assay.link.trace.UnitSpans;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where what is done for units is traced, as the operator says it. */
@Singleton
final class Tracing {
  @Produces
  @Singleton
  UnitSpans spans(
      OpenTelemetry telemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled,
      @ConfigProperty(name = "assay.trace.ratio", defaultValue = "0.01") double ratio) {
    return disabled ? UnitSpans.none() : new UnitSpans(telemetry, ratio);
  }
}
