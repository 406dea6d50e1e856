package dev.assay.link.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What the Vert.x AMQP client does not do by itself, and why there is a link of ours around it. Run
 * for the table in the record of the decision, with {@code -Dassay.faults.all=true}.
 */
@EnabledIfSystemProperty(named = "assay.faults.all", matches = "true")
class AmqpClientFaultsTest {
  private final FaultScenarios scenarios =
      new FaultScenarios("Vert.x client", ClientWire::new, Duration.ofSeconds(20));

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
  void shouldLoseNothingWhenTheBrokerIsKilledUnderLoad() {
    // When
    Counts counts = scenarios.killedUnderLoad();

    // Then
    assertThat(counts.lost()).isZero();
  }

  @Test
  void shouldLoseNothingWhenTheBrokerWasAwayForLong() {
    // When
    Counts counts = scenarios.awayForLong();

    // Then
    assertThat(counts.lost()).isZero();
  }

  @Test
  void shouldLoseNothingWhenTheBrokerClosedTheConnection() {
    // When
    Counts counts = scenarios.closedConnections();

    // Then
    assertThat(counts.lost()).isZero();
  }

  @Test
  void shouldSendAgainAfterItsLinkWasRefused() {
    // When
    Counts counts = scenarios.refusedLink();

    // Then
    assertThat(counts.accepted()).isEqualTo(counts.sent());
  }
}
