package dev.assay.cli.stack.broker;

import dev.assay.common.message.Address;
import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** The broker as Assay wants it: journal on disk, queues made in advance, nothing dropped. */
final class BrokerConfiguration {
  private static final List<String> QUEUES =
      List.of(
          Address.CALLS,
          Address.ANSWERS,
          Address.JUDGEMENTS,
          Address.TASKS,
          Address.SCORES,
          Address.DEAD_LETTERS);
  private static final List<String> TOPICS = List.of(Address.CONTROL, Address.ACTIVITY);

  /** A flush waits this long for company: short, since our senders already work in batches. */
  private static final int FLUSH_NANOS = 400_000;

  /** Holds whole batches: what is larger than the limit below becomes a file of its own. */
  private static final int JOURNAL_BUFFER_BYTES = 2 * 1024 * 1024;

  private static final int LARGE_MESSAGE_BYTES = 1024 * 1024;
  private static final int JOURNAL_FILE_BYTES = 10 * 1024 * 1024;
  private static final long QUEUE_MEMORY_BYTES = 48L * 1024 * 1024;
  private static final int PAGE_BYTES = 4 * 1024 * 1024;
  private static final int DELIVERY_ATTEMPTS = 10;

  private BrokerConfiguration() {}

  static Configuration of(BrokerSettings settings) throws Exception {
    Path data = settings.data();
    Configuration config =
        new ConfigurationImpl()
            .setName("assay")
            .setPersistenceEnabled(true)
            .setSecurityEnabled(true)
            .setJMXManagementEnabled(false)
            .setJournalDirectory(data.resolve("journal").toString())
            .setBindingsDirectory(data.resolve("bindings").toString())
            .setLargeMessagesDirectory(data.resolve("large-messages").toString())
            .setPagingDirectory(data.resolve("paging").toString())
            .setJournalType(JournalType.NIO)
            .setJournalDatasync(true)
            .setJournalSyncNonTransactional(true)
            .setJournalSyncTransactional(true)
            .setJournalBufferTimeout_NIO(FLUSH_NANOS)
            .setJournalBufferSize_NIO(JOURNAL_BUFFER_BYTES)
            .setJournalFileSize(JOURNAL_FILE_BYTES)
            .setJournalMinFiles(2)
            .setJournalPoolFiles(10)
            .setMaxDiskUsage(98)
            .setGracefulShutdownEnabled(false)
            .setThreadPoolMaxSize(20)
            .setScheduledThreadPoolMaxSize(2);
    config.addAcceptorConfiguration(
        "amqp",
        "tcp://127.0.0.1:"
            + settings.port()
            + "?protocols=AMQP;amqpCredits=1000;amqpLowCredits=300;tcpNoDelay=true"
            + ";amqpMinLargeMessageSize="
            + LARGE_MESSAGE_BYTES
            + ";nioRemotingThreads=4;useEpoll=false;useKQueue=false;amqpIdleTimeout=30000");
    QUEUES.forEach(name -> config.addAddressConfiguration(queue(name)));
    TOPICS.forEach(name -> config.addAddressConfiguration(topic(name)));
    config.addAddressSetting(
        "#", defaults().setAutoCreateQueues(true).setAutoCreateAddresses(true));
    // Ours exist already: a misspelt address must fail loudly and not swallow messages.
    config.addAddressSetting(
        "assay.#", defaults().setAutoCreateQueues(false).setAutoCreateAddresses(false));
    TOPICS.forEach(name -> config.addAddressSetting(name, broadcast()));
    return config;
  }

  private static AddressSettings defaults() {
    return new AddressSettings()
        .setDeadLetterAddress(SimpleString.of(Address.DEAD_LETTERS))
        .setExpiryAddress(SimpleString.of(Address.DEAD_LETTERS))
        .setMaxDeliveryAttempts(DELIVERY_ATTEMPTS)
        .setRedeliveryDelay(200)
        .setRedeliveryMultiplier(2.0)
        .setRedeliveryCollisionAvoidanceFactor(0.15)
        .setMaxRedeliveryDelay(10_000)
        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
        .setDefaultQueueRoutingType(RoutingType.ANYCAST)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setMaxSizeBytes(QUEUE_MEMORY_BYTES)
        .setPageSizeBytes(PAGE_BYTES)
        .setAutoDeleteQueues(true)
        .setAutoDeleteAddresses(true);
  }

  /** Broadcasts may be lost by contract: a reader that does not keep up must not fill the disk. */
  private static AddressSettings broadcast() {
    return new AddressSettings()
        .setAutoCreateQueues(true)
        .setAutoCreateAddresses(false)
        .setAutoDeleteQueues(true)
        .setAutoDeleteAddresses(false)
        .setDefaultAddressRoutingType(RoutingType.MULTICAST)
        .setDefaultQueueRoutingType(RoutingType.MULTICAST)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.DROP)
        .setMaxSizeBytes(QUEUE_MEMORY_BYTES / 4)
        .setMaxDeliveryAttempts(-1);
  }

  private static CoreAddressConfiguration queue(String name) {
    return new CoreAddressConfiguration()
        .setName(name)
        .addRoutingType(RoutingType.ANYCAST)
        .addQueueConfig(
            QueueConfiguration.of(name)
                .setAddress(name)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(true)
                .setAutoDelete(false));
  }

  private static CoreAddressConfiguration topic(String name) {
    return new CoreAddressConfiguration().setName(name).addRoutingType(RoutingType.MULTICAST);
  }
}
