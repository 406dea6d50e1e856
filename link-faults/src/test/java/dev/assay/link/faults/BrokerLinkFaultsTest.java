package dev.assay.link.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Our link, held against every fault. */
@Execution(ExecutionMode.CONCURRENT)
class BrokerLinkFaultsTest {
  // A fault that strikes both ways loses the word of what is being sent, and of what is being
  // settled.
  private static final int BOTH_WAYS = 2 * FaultScenarios.UNDER_WAY;

  private final FaultScenarios scenarios =
      new FaultScenarios("our link", LinkWire::new, Duration.ofSeconds(180));

  @Test
  void shouldLoseNothingWhenTheBrokerIsKilledUnderLoad() {
    // When
    Counts counts = scenarios.killedUnderLoad();

    // Then
    assertAllThrough(counts, 2 * BOTH_WAYS);
  }

  @Test
  void shouldGoOnWhenTheBrokerWasAwayForLong() {
    // When
    Counts counts = scenarios.awayForLong();

    // Then
    assertAllThrough(counts, BOTH_WAYS);
  }

  @Test
  void shouldNotDeliverLaterWhatWasReportedAsNotSentForWantOfCredit() {
    // When
    Counts counts = scenarios.noCredit();

    // Then
    assertThat(counts.notSent()).isPositive();
    assertAllThrough(counts, 0);
  }

  @Test
  void shouldReportWhatARefusedLinkCouldNotSendAndOpenItLater() {
    // When
    Counts counts = scenarios.refusedLink();

    // Then
    assertThat(counts.notSent()).isGreaterThanOrEqualTo(counts.sent());
    assertAllThrough(counts, 0);
  }

  @Test
  void shouldReceiveAgainAfterTheBrokerClosedTheReceiversLink() {
    // When
    Counts counts = scenarios.destroyedConsumer();

    // Then
    assertAllThrough(counts, FaultScenarios.UNDER_WAY);
  }

  @Test
  void shouldConnectAgainAfterTheBrokerClosedTheConnection() {
    // When
    Counts counts = scenarios.closedConnections();

    // Then
    assertAllThrough(counts, BOTH_WAYS);
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
    assertAllThrough(counts, BOTH_WAYS);
  }

  @Test
  void shouldDeliverNothingTwiceWhenAReceiverEndsUnderLoad() {
    // When
    Counts counts = scenarios.leftUnderLoad();

    // Then
    assertAllThrough(counts, 0);
  }

  @Test
  void shouldMoveAnUnreadableMessageToTheDeadLetters() {
    // When / Then
    assertThat(scenarios.unreadable()).isOne();
  }

  /**
   * Nothing is lost or left open.
   *
   * @param twice so many messages at most were under way, or delivered and not settled, when the
   *     faults struck: these may have arrived without the word of it, and come again
   */
  private static void assertAllThrough(Counts counts, int twice) {
    assertThat(counts.accepted()).as("accepted of sent").isEqualTo(counts.sent());
    assertThat(counts.unanswered()).as("unanswered").isZero();
    assertThat(counts.lost()).as("lost").isZero();
    assertThat(counts.twice()).as("twice").isLessThanOrEqualTo(twice);
  }
}
