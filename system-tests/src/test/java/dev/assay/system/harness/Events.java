package dev.assay.system.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;

/** Compares what a subscriber saw with what is stored. */
public final class Events {

  private Events() {}

  /** Waits for the end of the stream; then it has shown every stored event once, in order. */
  public static void checkComplete(Subscriber subscriber, Database database, String run) {
    await("end of the stream").atMost(Patience.LONG).until(subscriber::over);
    List<Subscriber.Event> stored =
        database
            .rows("select seq, type, data from events where run_id = ?::uuid order by seq", run)
            .stream()
            .map(
                row ->
                    new Subscriber.Event(
                        ((Number) row.get("seq")).longValue(),
                        row.get("type").toString(),
                        row.get("data").toString()))
            .toList();
    List<Subscriber.Event> seen = subscriber.events();
    assertThat(seen.stream().map(Subscriber.Event::id).toList())
        .as("numbers of the events seen in run %s", run)
        .isEqualTo(stored.stream().map(Subscriber.Event::id).toList());
    assertThat(seen).as("events seen in run %s", run).isEqualTo(stored);
    assertThat(subscriber.strange()).as("what no stream should say").isEmpty();
  }
}
