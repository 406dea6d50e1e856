package dev.assay.link.faults;

import dev.assay.common.id.Ids;
import dev.assay.common.message.Envelope;
import dev.assay.link.broker.BrokerAwayException;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigProviderResolver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.amqp.AmqpConnector;
import io.smallrye.reactive.messaging.amqp.AmqpMessage;
import io.smallrye.reactive.messaging.amqp.OutgoingAmqpMetadata;
import io.vertx.amqp.AmqpClientOptions;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.eclipse.microprofile.reactive.messaging.spi.ConnectorLiteral;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** The messaging connector, with every option that helps it set. */
final class ConnectorWire implements Wire {
  /** What only one test at a time can have: the configuration of this process. */
  static final String CONFIGURATION = "the configuration of this process";

  private static final int HELD = 100;
  // It logs every failed attempt with its stack: thousands a second while the broker is away.
  private static final Logger NOISE = Logger.getLogger("io.smallrye.reactive.messaging");
  // The brokers of the wires that are open.
  private static final List<Integer> PORTS = new CopyOnWriteArrayList<>();

  private final int port;
  private final WeldContainer container;
  private final Channels channels;
  private final AmqpConnector connector;
  private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();

  /** The two channels. */
  @Singleton
  static class Channels {
    @Inject
    @Channel("in")
    Multi<Message<Object>> in;

    @Inject
    @Channel("out")
    @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
    MutinyEmitter<byte[]> out;

    // Called once for each channel. The socket must not try again by itself: it takes the seconds
    // between two attempts for milliseconds.
    @Produces
    @Identifier("faults")
    static AmqpClientOptions options() {
      AmqpClientOptions options =
          new AmqpClientOptions().setContainerId("faults-" + Ids.next()).setReconnectAttempts(0);
      options.setHeartbeat((int) HEARTBEAT.toMillis());
      options.setReadIdleTimeout(4 * (int) HEARTBEAT.toSeconds());
      return options;
    }
  }

  ConnectorWire(int port, String address) {
    NOISE.setLevel(Level.OFF);
    this.port = port;
    if (PORTS.stream().anyMatch(other -> other != port)) {
      throw new IllegalStateException("another test has configured the connector for its broker");
    }
    PORTS.add(port);
    configure(port, address);
    container = new Weld().addBeanClass(Channels.class).initialize();
    channels = container.select(Channels.class).get();
    connector = container.select(AmqpConnector.class, ConnectorLiteral.of("smallrye-amqp")).get();
  }

  private static void configure(int port, String address) {
    Map<String, String> config = new HashMap<>();
    config.put("amqp-reconnect-attempts", Integer.toString(Integer.MAX_VALUE));
    config.put("amqp-reconnect-interval", "1");
    channel(config, "mp.messaging.incoming.in.", port, address);
    config.put("mp.messaging.incoming.in.failure-strategy", "modified-failed");
    channel(config, "mp.messaging.outgoing.out.", port, address);
    config.put("mp.messaging.outgoing.out.durable", "true");
    config.put("mp.messaging.outgoing.out.lazy-client", "false");
    config.put("mp.messaging.outgoing.out.use-anonymous-sender", "false");
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ConfigProviderResolver resolver = new SmallRyeConfigProviderResolver();
    ConfigProviderResolver.setInstance(resolver);
    resolver.registerConfig(
        new SmallRyeConfigBuilder()
            .withSources(new PropertiesConfigSource(config, "faults", 500))
            .build(),
        loader);
  }

  private static void channel(Map<String, String> config, String prefix, int port, String address) {
    config.put(prefix + "connector", "smallrye-amqp");
    config.put(prefix + "host", "127.0.0.1");
    config.put(prefix + "port", Integer.toString(port));
    config.put(prefix + "address", address);
    config.put(prefix + "capabilities", "queue");
    config.put(prefix + "client-options-name", "faults");
    config.put(prefix + "cloud-events", "false");
    config.put(prefix + "tracing-enabled", "false");
    config.put(prefix + "retry-on-fail-attempts", Integer.toString(Integer.MAX_VALUE));
    config.put(prefix + "retry-on-fail-interval", "1");
  }

  @Override
  public Uni<Void> send(Envelope<?> message) {
    OutgoingAmqpMetadata metadata =
        OutgoingAmqpMetadata.builder()
            .withDurable(true)
            .withMessageId(message.id().toString())
            .withContentType("application/json")
            .build();
    return channels
        .out
        .sendMessage(Message.of(message.toBytes(), Metadata.of(metadata)))
        .ifNoItem()
        .after(SEND_TIMEOUT)
        .failWith(() -> new BrokerAwayException("the broker did not confirm in time"));
  }

  @Override
  public void receive(Consumer<Taken> handler) {
    channels.in.subscribe().withSubscriber(new Bounded(handler));
  }

  /** Asks for another message when one is settled, so that a bounded number is held. */
  private final class Bounded implements Flow.Subscriber<Message<Object>> {
    private final Consumer<Taken> handler;

    private Bounded(Consumer<Taken> handler) {
      this.handler = handler;
    }

    @Override
    public void onSubscribe(Flow.Subscription fresh) {
      subscription.set(fresh);
      fresh.request(HELD);
    }

    @Override
    public void onNext(Message<Object> message) {
      // The payload is of no use: the connector has read the JSON for itself.
      byte[] bytes = ((AmqpMessage<Object>) message).getAmqpMessage().bodyAsBinary().getBytes();
      handler.accept(
          new Taken(
              Envelope.read(bytes).runId(),
              () -> {
                var acknowledged = message.ack();
                assert acknowledged != null;
                subscription.get().request(1);
              }));
    }

    @Override
    public void onError(Throwable e) {
      throw new IllegalStateException("the channel has ended", e);
    }

    @Override
    public void onComplete() {
      throw new IllegalStateException("the channel has ended");
    }
  }

  @Override
  public void stop() {
    subscription.get().cancel();
  }

  @Override
  public boolean connected() {
    // The receiving channel connects when somebody subscribes to it.
    return connector.getReadiness().getChannels().stream()
        .anyMatch(channel -> channel.getChannel().equals("out") && channel.isOk());
  }

  @Override
  public void close() {
    if (!container.isRunning()) {
      return;
    }
    container.close();
    PORTS.remove(Integer.valueOf(port));
    ConfigProviderResolver.instance().releaseConfig(ConfigProviderResolver.instance().getConfig());
  }
}
