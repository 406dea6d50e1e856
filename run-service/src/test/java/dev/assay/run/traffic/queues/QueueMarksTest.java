package dev.assay.run.traffic.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.traffic.queues.QueueMarks.Look;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a filling looks at, by what the last one left. */
class QueueMarksTest {
  private static final OffsetDateTime AT =
      OffsetDateTime.of(2026, 11, 1, 10, 0, 0, 0, ZoneOffset.UTC);

  private static QueueMarks marks(boolean whole, String seen, String now) {
    return new QueueMarks(AT.toInstant(), 0, false, AT, whole, seen, now, Instant.EPOCH);
  }

  private static QueueRule rule(QueueRule.Kind kind) {
    return new QueueRule(kind, kind.ofRun() ? UUID.randomUUID() : null, null, null, null);
  }

  @Test
  void shouldLookAtWhatCameWhereNoScoresDecide() {
    for (QueueRule.Kind kind : QueueRule.Kind.values()) {
      if (!kind.ofRun()) {
        assertThat(marks(true, null, null).look(rule(kind))).isEqualTo(Look.ARRIVED);
      }
      assertThat(marks(false, "1 a", "1 a").look(rule(kind))).isEqualTo(Look.WHOLE);
    }
  }

  @Test
  void shouldLookAtScoresWhileTheirRunChanges() {
    QueueRule rule = rule(QueueRule.Kind.LOW_SCORE);
    assertThat(marks(true, "1 a", "1 a").look(rule)).isEqualTo(Look.NOTHING);
    assertThat(marks(true, "1 a", "2 b").look(rule)).isEqualTo(Look.WHOLE);
    assertThat(marks(true, "1 a", null).look(rule)).isEqualTo(Look.WHOLE);
    assertThat(marks(true, null, null).look(rule)).isEqualTo(Look.WHOLE);
  }

  @Test
  void shouldLookAMinuteBackForWhatWasBeingStored() {
    assertThat(marks(true, null, null).since(Look.ARRIVED)).isEqualTo(AT.minusMinutes(1));
    assertThat(marks(true, null, null).since(Look.WHOLE)).isNull();
  }
}
