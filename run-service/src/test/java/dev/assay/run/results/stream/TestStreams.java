package dev.assay.run.results.stream;

import static org.awaitility.Awaitility.await;

import dev.assay.run.testing.Lab;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;

/** Where the stream of a run is, and who reads any, for tests. */
final class TestStreams {
  private TestStreams() {}

  /** The stream of that run. */
  static String path(UUID run) {
    return "/v1/runs/" + run + "/events";
  }

  /** Waits until the service has let go of every reader. */
  static void awaitNobody(MeterRegistry metrics) {
    await()
        .atMost(Lab.LONG)
        .until(() -> metrics.get("assay.stream.subscribers").gauge().value() == 0);
  }
}
