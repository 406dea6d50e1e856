package dev.assay.run.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** What counts as late in the other tests does not come at all, however busy the machine is. */
public final class Patient implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "assay.scorers.timeout", "30m",
        "assay.sweep.unanswered", "30m",
        "assay.sweep.unsent", "30m",
        "assay.sweep.worker-lost", "30m",
        "assay.dispatch.worker-timeout", "30m");
  }
}
