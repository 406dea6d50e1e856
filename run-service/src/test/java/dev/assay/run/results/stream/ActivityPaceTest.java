package dev.assay.run.results.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.common.message.UnitActivity.Event;
import dev.assay.common.message.UnitActivity.Kind;
import dev.assay.common.part.UnitRef;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ActivityPaceTest {
  private final AtomicLong now = new AtomicLong(5);
  private final ActivityPace pace = new ActivityPace(now::get);
  private final UUID run = Ids.next();

  private List<Event> events(int starts, int texts) {
    List<Event> events = new ArrayList<>();
    for (int n = 0; n < starts; n++) {
      events.add(new Event(new UnitRef(run, n, 1), Kind.STARTED, null, null));
    }
    for (int n = 0; n < texts; n++) {
      events.add(new Event(new UnitRef(run, n, 1), Kind.TEXT, "text " + n, null));
    }
    return events;
  }

  @Test
  void shouldTellTwentyASecondOfARunWhateverWorkersSay() {
    // Given many workers that each keep within their own sample
    int told = 0;

    // When all of them speak within one second
    for (int worker = 0; worker < 10; worker++) {
      told += pace.take(run, events(2, 2)).size();
    }

    // Then no more than twenty are told, and as many again in the next second
    assertThat(told).isEqualTo(20);
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(pace.take(run, events(0, 30))).hasSize(20);
  }

  @Test
  void shouldPreferTextsToStarts() {
    List<Event> taken = pace.take(run, events(30, 15));

    assertThat(taken).filteredOn(e -> e.kind() == Kind.TEXT).hasSize(15);
    assertThat(taken).filteredOn(e -> e.kind() == Kind.STARTED).hasSize(5);
  }

  @Test
  void shouldLeaveRoomForTextsThatComeLater() {
    assertThat(pace.take(run, events(30, 0))).hasSize(10);
    assertThat(pace.take(run, events(0, 30))).hasSize(10);
  }

  @Test
  void shouldCountRunsApart() {
    assertThat(pace.take(run, events(0, 30))).hasSize(20);
    assertThat(pace.take(Ids.next(), events(0, 30))).hasSize(20);
  }
}
