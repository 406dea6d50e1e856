package dev.assay.cli.stack.broker;

import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;

/** The broker as Assay wants it, from the file that every broker of Assay starts from. */
final class BrokerConfiguration {
  private static final String FILE = "assay-broker.xml";

  private BrokerConfiguration() {}

  /** Reads the file; what it leaves open are properties of this process. */
  static Configuration of(BrokerSettings settings) throws Exception {
    System.setProperty("assay.artemis.data", settings.data().toString());
    System.setProperty("assay.artemis.port", Integer.toString(settings.port()));
    System.setProperty("assay.artemis.secured", "true");
    FileConfiguration configuration = new FileConfiguration();
    FileDeploymentManager files = new FileDeploymentManager(FILE);
    files.addDeployable(configuration);
    files.readConfiguration();
    return configuration;
  }
}
