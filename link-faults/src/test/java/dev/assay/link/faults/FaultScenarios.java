package dev.assay.link.faults;

import static org.awaitility.Awaitility.await;

import dev.assay.common.message.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.awaitility.core.ConditionTimeoutException;

/**
 * What happens to brokers and lines, done to one kind of wire, on a real broker in a process of its
 * own. Nothing here judges: each scenario ends with its counts, also when it did not recover.
 */
final class FaultScenarios {
  /** Messages under way at a time in a flow. */
  static final int UNDER_WAY = 64;

  private static final Duration START = Duration.ofMinutes(4);
  private static final Path TABLE = Path.of("target", "fault-counts.md");
  // Two minutes in the long form: -Dassay.faults.away=PT2M.
  private static final Duration AWAY =
      Duration.parse(System.getProperty("assay.faults.away", "PT8S"));

  /** Makes a wire to a queue of the broker at a port. */
  interface Wires {
    Wire open(int port, String address);
  }

  private final String name;
  private final Wires wires;
  private final Duration recovery;
  private boolean recovered = true;

  /**
   * Scenarios for one kind of wire; made anew for each of them.
   *
   * @param recovery so long anything may take before it counts as not recovered: much for a wire
   *     that must recover, on however busy a machine, and little for one that does not
   */
  FaultScenarios(String name, Wires wires, Duration recovery) {
    this.name = name;
    this.wires = wires;
    this.recovery = recovery;
  }

  /** The broker is killed under load and started again on its journal, twice. */
  Counts killedUnderLoad() {
    try (BrokerProcess broker = BrokerProcess.start();
        Wire wire = wires.open(broker.port(), Address.TASKS);
        Outbox outbox = new Outbox(wire)) {
      startFlow(wire, outbox);
      for (int kill = 0; kill < 2; kill++) {
        broker.kill();
        broker.restart();
        goesOn(outbox);
      }
      return ended("broker killed under load, twice", outbox);
    }
  }

  /** The broker is away for so long that every limit of retries has passed, and comes back. */
  Counts awayForLong() {
    try (BrokerProcess broker = BrokerProcess.start();
        Wire wire = wires.open(broker.port(), Address.TASKS);
        Outbox outbox = new Outbox(wire)) {
      startFlow(wire, outbox);
      broker.kill();
      lasts(outbox);
      broker.restart();
      goesOn(outbox);
      return ended("broker away for " + AWAY.toSeconds() + " s", outbox);
    }
  }

  /** The broker blocks its producers; when a receiver comes, it grants credit again. */
  Counts noCredit() {
    try (BrokerProcess broker = BrokerProcess.startBlockingAt(64 * 1024);
        Wire wire = wires.open(broker.port(), Address.TASKS);
        Outbox outbox = new Outbox(wire)) {
      await().atMost(START).until(wire::connected);
      outbox.offer(3_000);
      within(recovery, () -> outbox.notSent() >= 1_000);
      wire.receive(outbox::take);
      within(recovery, () -> outbox.allAccepted() && broker.depth(Address.TASKS) == 0);
      return ended("no credit, then credit again", outbox);
    }
  }

  /** The broker refuses the links, for the queue does not exist; later it does. */
  Counts refusedLink() {
    String late = "assay.late";
    try (BrokerProcess broker = BrokerProcess.start();
        Wire wire = wires.open(broker.port(), late);
        Outbox outbox = new Outbox(wire)) {
      wire.receive(outbox::take);
      outbox.offer(20);
      within(recovery, () -> outbox.notSent() >= 20);
      broker.create(late);
      within(recovery, outbox::allAccepted);
      return ended("link refused, later not", outbox);
    }
  }

  /** The broker closes the receiver's link and leaves the connection. */
  Counts destroyedConsumer() {
    try (BrokerProcess broker = BrokerProcess.start();
        Wire wire = wires.open(broker.port(), Address.TASKS);
        Outbox outbox = new Outbox(wire)) {
      startFlow(wire, outbox);
      broker.destroyConsumers(Address.TASKS);
      goesOn(outbox);
      return ended("receiver's link closed by the broker", outbox);
    }
  }

  /** The broker closes all connections. */
  Counts closedConnections() {
    try (BrokerProcess broker = BrokerProcess.start();
        Wire wire = wires.open(broker.port(), Address.TASKS);
        Outbox outbox = new Outbox(wire)) {
      startFlow(wire, outbox);
      broker.closeConnections();
      goesOn(outbox);
      return ended("connections closed by the broker", outbox);
    }
  }

  /**
   * The broker closes all connections, several times.
   *
   * @return how many connections there are in the end
   */
  int connectionsAfterClosing() {
    try (BrokerProcess broker = BrokerProcess.start();
        Wire wire = wires.open(broker.port(), Address.TASKS);
        Outbox outbox = new Outbox(wire)) {
      startFlow(wire, outbox);
      for (int time = 0; time < 3; time++) {
        broker.closeConnections();
        goesOn(outbox);
      }
      outbox.stopFlow();
      return broker.closeConnections();
    }
  }

  /** The line goes dead for a time, and who connects meanwhile is never answered. */
  Counts deadLine() {
    try (BrokerProcess broker = BrokerProcess.start();
        Line line = new Line(broker.port());
        Wire wire = wires.open(line.port(), Address.TASKS);
        Outbox outbox = new Outbox(wire)) {
      startFlow(wire, outbox);
      line.goDead();
      lasts(outbox);
      line.comeBack();
      goesOn(outbox);
      return ended("line dead for " + AWAY.toSeconds() + " s", outbox);
    }
  }

  /** A receiver leaves under load as a process does that is told to end; another one goes on. */
  Counts leftUnderLoad() {
    try (BrokerProcess broker = BrokerProcess.start();
        Wire stays = wires.open(broker.port(), Address.TASKS);
        Wire leaves = wires.open(broker.port(), Address.TASKS);
        Outbox outbox = new Outbox(stays)) {
      startFlow(stays, outbox);
      leaves.receive(outbox::take);
      goesOn(outbox);
      leaves.stop();
      leaves.close();
      goesOn(outbox);
      return ended("a receiver ended under load", outbox);
    }
  }

  /**
   * A message that is not JSON lies in the queue before all others.
   *
   * @return how many messages the dead letters then hold
   */
  long unreadable() {
    try (BrokerProcess broker = BrokerProcess.start()) {
      Poison.put(broker.port(), Address.TASKS);
      try (Wire wire = wires.open(broker.port(), Address.TASKS);
          Outbox outbox = new Outbox(wire)) {
        startFlow(wire, outbox);
        ended("an unreadable message among others", outbox);
        seen(Duration.ofSeconds(5), () -> broker.depth(Address.DEAD_LETTERS) > 0);
        return broker.depth(Address.DEAD_LETTERS);
      }
    }
  }

  private static void startFlow(Wire wire, Outbox outbox) {
    await().atMost(START).until(wire::connected);
    wire.receive(outbox::take);
    outbox.flow(UNDER_WAY);
    await().atMost(START).until(() -> outbox.delivered() > 4 * UNDER_WAY);
  }

  /** Whether as many as are under way, and more, get through from now on. */
  private void goesOn(Outbox outbox) {
    int before = outbox.delivered();
    within(recovery, () -> outbox.delivered() > before + 4 * UNDER_WAY);
  }

  private Counts ended(String scenario, Outbox outbox) {
    outbox.stopFlow();
    if (recovered) {
      // What had all that time and did not recover gets no more of it.
      within(recovery, () -> settled(outbox));
    }
    Counts counts = outbox.counts();
    write(counts.row(name, scenario));
    return counts;
  }

  private static boolean settled(Outbox outbox) {
    return outbox.allAccepted() && outbox.allDelivered() && outbox.open() == 0;
  }

  /** Until attempts were reported as not sent, and none as accepted, for as long as asked for. */
  private static void lasts(Outbox outbox) {
    seen(AWAY.plus(START), () -> outbox.failingFor().compareTo(AWAY) >= 0);
  }

  private void within(Duration time, BooleanSupplier condition) {
    recovered &= seen(time, condition);
  }

  private static boolean seen(Duration time, BooleanSupplier condition) {
    try {
      await().atMost(time).until(condition::getAsBoolean);
      return true;
    } catch (ConditionTimeoutException e) {
      // Not recovering is a result: the counts show it.
      System.getLogger(FaultScenarios.class.getName())
          .log(System.Logger.Level.INFO, "not seen in time");
      return false;
    }
  }

  private static void write(String row) {
    try {
      Files.createDirectories(TABLE.getParent());
      Files.writeString(
          TABLE,
          row + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
