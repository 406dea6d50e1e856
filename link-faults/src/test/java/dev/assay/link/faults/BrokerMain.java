package dev.assay.link.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.FileDeploymentManager;
import org.apache.activemq.artemis.core.config.impl.FileConfiguration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/** An Artemis in a process of its own that does on stdin what an operator or a mishap would. */
final class BrokerMain {
  private final ActiveMQServer server;

  private BrokerMain(ActiveMQServer server) {
    this.server = server;
  }

  public static void main(String[] ignored) throws Exception {
    FileConfiguration configuration = new FileConfiguration();
    FileDeploymentManager files = new FileDeploymentManager("assay-broker.xml");
    files.addDeployable(configuration);
    files.readConfiguration();
    String full = System.getProperty("assay.faults.full");
    if (full != null) {
      AddressSettings settings = configuration.getAddressSettings().get("assay.#");
      settings.setAddressFullMessagePolicy(AddressFullMessagePolicy.BLOCK);
      settings.setMaxSizeBytes(Long.parseLong(full));
    }
    EmbeddedActiveMQ embedded = new EmbeddedActiveMQ().setConfiguration(configuration);
    embedded.start();
    BrokerMain main = new BrokerMain(embedded.getActiveMQServer());
    say("started");
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      String[] words = line.split(" ");
      say(main.obey(words[0], words.length > 1 ? words[1] : null));
    }
    // Whoever started this process has gone: so does it.
    Runtime.getRuntime().halt(0);
  }

  private static void say(String answer) throws IOException {
    System.out.write(("broker " + answer + "\n").getBytes(StandardCharsets.UTF_8));
    System.out.flush();
  }

  private String obey(String command, String name) throws Exception {
    return switch (command) {
      case "depth" -> {
        Queue queue = server.locateQueue(name);
        yield queue == null ? "0" : Long.toString(queue.getMessageCount());
      }
      case "create" -> {
        server.createQueue(
            QueueConfiguration.of(name)
                .setAddress(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setAutoCreateAddress(true));
        yield "created";
      }
      case "close-connections" -> {
        int closed = 0;
        for (RemotingConnection each : server.getRemotingService().getConnections()) {
          server.getRemotingService().removeConnection(each.getID());
          each.fail(new ActiveMQException("closed by an operator"));
          closed++;
        }
        yield Integer.toString(closed);
      }
      case "destroy-consumers" -> {
        int destroyed = 0;
        for (ServerSession session : server.getSessions()) {
          for (ServerConsumer consumer : session.getServerConsumers()) {
            if (consumer.getQueueName().toString().equals(name)) {
              consumer.disconnect();
              destroyed++;
            }
          }
        }
        yield Integer.toString(destroyed);
      }
      default -> throw new IllegalArgumentException(command);
    };
  }
}
