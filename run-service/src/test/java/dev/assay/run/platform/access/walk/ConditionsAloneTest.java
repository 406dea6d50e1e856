package dev.assay.run.platform.access.walk;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;

/** The service's own conditions as the only guard: PostgreSQL lets its role see every row. */
@QuarkusTest
@WithTestResource(ConditionsAloneTest.Bare.class)
class ConditionsAloneTest extends Walking {

  /** A database of one role, for which row-level security is not in force. */
  public static final class Bare implements QuarkusTestResourceLifecycleManager {
    private final RunServiceResources usual = new RunServiceResources();

    @Override
    public Map<String, String> start() {
      Map<String, String> config = new HashMap<>(usual.start());
      RunServiceResources.execute(
          "jdbc:postgresql://127.0.0.1:" + config.get("assay.db.port") + "/postgres",
          "create role assay_unconfined login password 'u'",
          "create database conditions_alone owner assay_unconfined");
      config.put("assay.db.name", "conditions_alone");
      config.put("assay.db.user", "assay_unconfined");
      config.put("assay.db.password", "u");
      config.remove("assay.db.owner.user");
      config.remove("assay.db.owner.password");
      return config;
    }

    @Override
    public void stop() {
      usual.stop();
    }
  }
}
