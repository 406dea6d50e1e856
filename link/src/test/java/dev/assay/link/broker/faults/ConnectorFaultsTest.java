package dev.assay.link.broker.faults;

import org.junit.jupiter.api.Test;

class ConnectorFaultsTest {
  private final FaultScenarios scenarios = new FaultScenarios("connector", ConnectorWire::new);

  @Test
  void killed() {
    System.err.println(scenarios.killedUnderLoad());
  }

  @Test
  void away() {
    System.err.println(scenarios.awayForLong());
  }

  @Test
  void noCredit() {
    System.err.println(scenarios.noCredit());
  }

  @Test
  void refused() {
    System.err.println(scenarios.refusedLink());
  }

  @Test
  void destroyed() {
    System.err.println(scenarios.destroyedConsumer());
  }

  @Test
  void closed() {
    System.err.println(scenarios.closedConnections());
  }

  @Test
  void dead() {
    System.err.println(scenarios.deadLine());
  }

  @Test
  void poison() {
    System.err.println(scenarios.unreadable());
  }

  @Test
  void left() {
    System.err.println(scenarios.leftUnderLoad());
  }
}
