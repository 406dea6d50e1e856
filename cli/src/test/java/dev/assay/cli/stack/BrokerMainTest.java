package dev.assay.cli.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.cli.stack.home.Layout;
import dev.assay.cli.stack.home.Ports;
import dev.assay.common.message.Address;
import io.vertx.amqp.AmqpClient;
import io.vertx.amqp.AmqpClientOptions;
import io.vertx.amqp.AmqpConnection;
import io.vertx.amqp.AmqpMessage;
import io.vertx.amqp.AmqpReceiver;
import io.vertx.amqp.AmqpReceiverOptions;
import io.vertx.amqp.AmqpSender;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real broker as its own process, over real AMQP. */
class BrokerMainTest {
  private static final String PASSWORD = "test-password";

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private int port;
  private Process broker;

  @BeforeEach
  void start() throws Exception {
    Layout layout = new Layout(folder.resolve("home"));
    layout.create();
    port = new Ports(layout).choose("broker", 0);
    launch();
  }

  @AfterEach
  void stop() throws Exception {
    broker.destroyForcibly().waitFor();
    get(vertx.close());
  }

  @Test
  void shouldKeepDurableMessagesWhenItIsKilled() throws Exception {
    // Given messages that the broker has taken
    AmqpConnection before = connect(PASSWORD);
    AmqpSender sender = get(before.createSender(Address.CALLS));
    for (int i = 0; i < 50; i++) {
      get(sender.sendWithAck(AmqpMessage.create().durable(true).withBody("m" + i).build()));
    }

    String batch = "x".repeat(900_000);
    String file = "y".repeat(3_000_000);
    for (String large : List.of(batch, file)) {
      get(sender.sendWithAck(AmqpMessage.create().durable(true).withBody(large).build()));
    }

    // When
    broker.destroyForcibly().waitFor();
    launch();

    // Then
    List<String> got = new CopyOnWriteArrayList<>();
    AmqpReceiver receiver = get(connect(PASSWORD).createReceiver(Address.CALLS));
    receiver.handler(message -> got.add(message.bodyAsString()));
    Awaitility.await().atMost(240, SECONDS).until(() -> got.size() >= 52);
    List<String> all = new ArrayList<>(IntStream.range(0, 50).mapToObj(i -> "m" + i).toList());
    all.addAll(List.of(batch, file));
    assertThat(got).containsExactlyElementsOf(all);
  }

  @Test
  void shouldPutRejectedMessagesAside() throws Exception {
    AmqpConnection connection = connect(PASSWORD);
    AmqpReceiver tasks =
        get(
            connection.createReceiver(
                Address.TASKS, new AmqpReceiverOptions().setAutoAcknowledgement(false)));
    tasks.handler(AmqpMessage::rejected);
    List<String> dead = new CopyOnWriteArrayList<>();
    get(connection.createReceiver(Address.DEAD_LETTERS)).handler(m -> dead.add(m.bodyAsString()));

    AmqpSender sender = get(connection.createSender(Address.TASKS));
    get(sender.sendWithAck(AmqpMessage.create().durable(true).withBody("poison").build()));

    Awaitility.await()
        .atMost(240, SECONDS)
        .untilAsserted(() -> assertThat(dead).containsExactly("poison"));
  }

  @Test
  void shouldBroadcastToAllSubscribers() throws Exception {
    AmqpConnection connection = connect(PASSWORD);
    List<String> got = new CopyOnWriteArrayList<>();
    AmqpReceiverOptions topic = new AmqpReceiverOptions().addCapability("topic");
    get(connection.createReceiver(Address.CONTROL, topic)).handler(m -> got.add("a"));
    get(connect(PASSWORD).createReceiver(Address.CONTROL, topic)).handler(m -> got.add("b"));

    AmqpSender sender = get(connection.createSender(Address.CONTROL));
    get(sender.sendWithAck(AmqpMessage.create().withBody("cancel").build()));

    Awaitility.await()
        .atMost(240, SECONDS)
        .untilAsserted(() -> assertThat(got).containsExactlyInAnyOrder("a", "b"));
  }

  @Test
  void shouldAnswerOnTemporaryQueues() throws Exception {
    AmqpConnection connection = connect(PASSWORD);
    List<String> got = new CopyOnWriteArrayList<>();
    AmqpReceiver replies = get(connection.createDynamicReceiver());
    replies.handler(m -> got.add(m.bodyAsString()));

    AmqpSender sender = get(connect(PASSWORD).createSender(replies.address()));
    get(sender.sendWithAck(AmqpMessage.create().withBody("reply").build()));

    Awaitility.await()
        .atMost(240, SECONDS)
        .untilAsserted(() -> assertThat(got).containsExactly("reply"));
  }

  @Test
  void shouldRefuseAnotherPasswordAndAddressesOfOursThatAreNot() throws Exception {
    assertThatThrownBy(() -> connect("wrong")).isInstanceOf(ExecutionException.class);
    AmqpConnection connection = connect(PASSWORD);
    assertThatThrownBy(() -> get(connection.createReceiver("assay.misspelt")))
        .isInstanceOf(ExecutionException.class);
  }

  @Test
  void shouldLeaveWhenItIsAsked() throws Exception {
    broker.destroy();

    assertThat(broker.waitFor(240, SECONDS)).isTrue();
    assertThat(Ports.isFree(port)).isTrue();
  }

  private void launch() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()));
    builder.environment().put("ASSAY_BROKER_PORT", Integer.toString(port));
    builder.environment().put("ASSAY_BROKER_USER", "assay");
    builder.environment().put("ASSAY_BROKER_PASSWORD", PASSWORD);
    builder.environment().put("ASSAY_BROKER_DATA", folder.resolve("data").toString());
    broker = builder.start();
    Awaitility.await().atMost(240, SECONDS).until(() -> !broker.isAlive() || !Ports.isFree(port));
    assertThat(broker.isAlive()).as(() -> "the log is in " + folder).isTrue();
  }

  private AmqpConnection connect(String password) throws Exception {
    return get(
        AmqpClient.create(
                vertx,
                new AmqpClientOptions()
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setUsername("assay")
                    .setPassword(password))
            .connect());
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(240, SECONDS);
  }
}
