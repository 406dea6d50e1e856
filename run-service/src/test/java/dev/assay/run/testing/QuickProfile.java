package dev.assay.run.testing;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** What counts as late comes soon, so that no test waits as long as production does. */
public final class QuickProfile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.ofEntries(
        Map.entry("assay.sweep.every", "200ms"),
        Map.entry("assay.sweep.unsent", "1s"),
        Map.entry("assay.sweep.unscored", "1500ms"),
        Map.entry("assay.sweep.unanswered", "1s"),
        Map.entry("assay.sweep.cancel", "1s"),
        Map.entry("assay.scorers.timeout", "1s"),
        Map.entry("assay.dispatch.worker-timeout", "2s"),
        Map.entry("assay.stream.poll", "500ms"),
        Map.entry("assay.stream.ping", "1s"),
        Map.entry("assay.stream.recheck", "1s"),
        Map.entry("assay.stream.replay", "500"));
  }
}
