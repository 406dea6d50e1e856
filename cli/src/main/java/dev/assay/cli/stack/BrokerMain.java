package dev.assay.cli.stack;

import dev.assay.cli.stack.broker.Broker;
import dev.assay.cli.stack.broker.BrokerSettings;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import org.jboss.logging.Logger;

/** The broker process of the local stack: runs until it is told to stop. */
public final class BrokerMain {
  private static final Logger LOG = Logger.getLogger(BrokerMain.class);

  /**
   * Says much about every step of the broker itself; held here, or its level would be forgotten.
   */
  private static final java.util.logging.Logger AUDIT =
      java.util.logging.Logger.getLogger("org.apache.activemq.audit");

  private BrokerMain() {}

  /**
   * Starts the broker that the environment describes, see {@link BrokerSettings}.
   *
   * @param args none
   */
  public static void main(String[] args) {
    CountDownLatch stop = new CountDownLatch(1);
    Signals.open(stop);
    AUDIT.setLevel(Level.OFF);
    try (Broker broker = Broker.start(BrokerSettings.of(System.getenv()))) {
      LOG.infof("broker ready %s", broker);
      stop.await();
      LOG.info("broker stopping");
    } catch (Exception e) {
      LOG.error("broker failed", e);
      System.exit(1);
    }
    System.exit(0);
  }
}
