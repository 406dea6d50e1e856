package dev.assay.run.control.launch;

import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A run service whose scoring service is scripted, and launches written as maps. */
abstract class LaunchSetup {
  @Inject Lab lab;
  private FakeScoring scoring;

  @BeforeEach
  void start() {
    scoring = FakeScoring.start();
  }

  @AfterEach
  void stop() {
    lab.quiet();
    scoring.close();
  }

  /** A map that, unlike {@link Map#of}, may hold nulls. */
  static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new java.util.HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
