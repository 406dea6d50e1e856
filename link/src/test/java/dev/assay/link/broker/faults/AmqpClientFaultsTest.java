package dev.assay.link.broker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What the Vert.x AMQP client does not do by itself, and why there is a link of ours around it. The
 * other scenarios are run for the table, with {@code -Dassay.faults.all=true}.
 */
class AmqpClientFaultsTest {
  private final FaultScenarios scenarios =
      new FaultScenarios(
          "Vert.x client",
          ClientWire::new,
          Duration.parse(System.getProperty("assay.faults.recovery", "PT6S")));

  @Test
  void shouldNotGetThroughWhenThereIsCreditAgain() {
    // When
    Counts counts = scenarios.noCredit();

    // Then
    assertThat(counts.accepted()).isLessThan(counts.sent());
  }

  @Test
  void shouldNotReceiveAgainAfterTheBrokerClosedTheReceiversLink() {
    // When
    Counts counts = scenarios.destroyedConsumer();

    // Then
    assertThat(counts.lost()).isPositive();
  }

  @Test
  @EnabledIfSystemProperty(named = "assay.faults.all", matches = "true")
  void shouldLoseNothingWhenTheBrokerIsKilledUnderLoad() {
    // When
    Counts counts = scenarios.killedUnderLoad();

    // Then
    assertThat(counts.lost()).isZero();
  }

  @Test
  @EnabledIfSystemProperty(named = "assay.faults.all", matches = "true")
  void shouldLoseNothingWhenTheBrokerWasAwayForLong() {
    // When
    Counts counts = scenarios.awayForLong();

    // Then
    assertThat(counts.lost()).isZero();
  }

  @Test
  @EnabledIfSystemProperty(named = "assay.faults.all", matches = "true")
  void shouldLoseNothingWhenTheBrokerClosedTheConnection() {
    // When
    Counts counts = scenarios.closedConnections();

    // Then
    assertThat(counts.lost()).isZero();
  }

  @Test
  @EnabledIfSystemProperty(named = "assay.faults.all", matches = "true")
  void shouldSendAgainAfterItsLinkWasRefused() {
    // When
    Counts counts = scenarios.refusedLink();

    // Then
    assertThat(counts.accepted()).isEqualTo(counts.sent());
  }
}
