package dev.assay.scoring.service;

import dev.assay.common.testing.EmbeddedBroker;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A real broker for the service under test. */
public class BrokerResource implements QuarkusTestResourceLifecycleManager {
  private static EmbeddedBroker broker;

  /** The one that runs. */
  static EmbeddedBroker broker() {
    return broker;
  }

  @Override
  public Map<String, String> start() {
    broker = EmbeddedBroker.start();
    return Map.of(
        "assay.broker.port",
        Integer.toString(broker.port()),
        "assay.scoring.workers",
        "2",
        "quarkus.log.category.\"org.apache.activemq\".level",
        "ERROR");
  }

  @Override
  public void stop() {
    broker.close();
  }
}
