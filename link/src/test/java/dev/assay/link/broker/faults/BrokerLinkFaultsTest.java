package dev.assay.link.broker.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Our link, held against every fault. */
class BrokerLinkFaultsTest {
  private final FaultScenarios scenarios =
      new FaultScenarios("our link", LinkWire::new, Duration.ofSeconds(20));

  @Test
  void shouldLoseNothingWhenTheBrokerIsKilledUnderLoad() {
    // When
    Counts counts = scenarios.killedUnderLoad();

    // Then
    assertAllThrough(counts);
  }

  @Test
  void shouldGoOnWhenTheBrokerWasAwayForLong() {
    // When
    Counts counts = scenarios.awayForLong();

    // Then
    assertAllThrough(counts);
  }

  @Test
  void shouldNotDeliverLaterWhatWasReportedAsNotSentForWantOfCredit() {
    // When
    Counts counts = scenarios.noCredit();

    // Then
    assertThat(counts.notSent()).isPositive();
    assertAllThrough(counts);
    assertThat(counts.twice()).isZero();
  }

  @Test
  void shouldReportWhatARefusedLinkCouldNotSendAndOpenItLater() {
    // When
    Counts counts = scenarios.refusedLink();

    // Then
    assertThat(counts.notSent()).isGreaterThanOrEqualTo(counts.sent());
    assertAllThrough(counts);
    assertThat(counts.twice()).isZero();
  }

  @Test
  void shouldReceiveAgainAfterTheBrokerClosedTheReceiversLink() {
    // When
    Counts counts = scenarios.destroyedConsumer();

    // Then
    assertAllThrough(counts);
  }

  @Test
  void shouldConnectAgainAfterTheBrokerClosedTheConnection() {
    // When
    Counts counts = scenarios.closedConnections();

    // Then
    assertAllThrough(counts);
  }

  @Test
  void shouldHaveOneConnectionHoweverOftenTheBrokerClosesIt() {
    // When / Then
    assertThat(scenarios.connectionsAfterClosing()).isOne();
  }

  @Test
  void shouldGiveUpALineThatIsDead() {
    // When
    Counts counts = scenarios.deadLine();

    // Then
    assertAllThrough(counts);
  }

  @Test
  void shouldDeliverNothingTwiceWhenAReceiverEndsUnderLoad() {
    // When
    Counts counts = scenarios.leftUnderLoad();

    // Then
    assertAllThrough(counts);
    assertThat(counts.twice()).isZero();
  }

  @Test
  void shouldMoveAnUnreadableMessageToTheDeadLetters() {
    // When / Then
    assertThat(scenarios.unreadable()).isOne();
  }

  private static void assertAllThrough(Counts counts) {
    assertThat(counts.accepted()).as("accepted of sent").isEqualTo(counts.sent());
    assertThat(counts.unanswered()).as("unanswered").isZero();
    assertThat(counts.lost()).as("lost").isZero();
    // What was on its way when the fault struck may have arrived without the word of it: that much
    // is delivered again, and no more.
    assertThat(counts.twice()).as("twice").isLessThanOrEqualTo(6 * FaultScenarios.UNDER_WAY);
  }
}
