package dev.assay.run.results.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.UnitActivity;
import dev.assay.run.platform.broker.WorkerFeed;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.pool.Lane;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Hands what workers say of single calls to readers of this replica. May be lost; never stored. */
@ApplicationScoped
public class ActivityRelay {
  private static final Logger LOG = Logger.getLogger(ActivityRelay.class);
  private static final String POSITIONS =
      "select n, position, repeat from units where run_id = $1 and n = any($2)";

  private final EventHub hub;
  private final Db db;
  private final ActivityPace pace = new ActivityPace(System::nanoTime);

  ActivityRelay(EventHub hub, Db db) {
    this.hub = hub;
    this.db = db.in(Lane.REQUEST);
  }

  void start(@Observes StartupEvent event, WorkerFeed feed) {
    feed.onActivity(this::relay);
  }

  /** Hands on what somebody here listens to. */
  void relay(UnitActivity activity) {
    Map<UUID, List<UnitActivity.Event>> byRun = new HashMap<>();
    for (UnitActivity.Event event : activity.events()) {
      // Failed attempts come from the log, where they have a number.
      if (event.kind() != UnitActivity.Kind.ATTEMPT_FAILED && hub.heard(event.unit().runId())) {
        byRun.computeIfAbsent(event.unit().runId(), r -> new ArrayList<>()).add(event);
      }
    }
    byRun.replaceAll((run, events) -> pace.take(run, events));
    byRun.values().removeIf(List::isEmpty);
    byRun.forEach(
        (run, events) ->
            place(run, events)
                .subscribe()
                .with(done -> {}, e -> LOG.debugf("activity not relayed: %s", e.getMessage())));
  }

  private Uni<Void> place(UUID run, List<UnitActivity.Event> events) {
    Integer[] units = events.stream().map(e -> e.unit().n()).toArray(Integer[]::new);
    return db.query(POSITIONS, run, units)
        .invoke(
            rows -> {
              Map<Integer, int[]> places = new HashMap<>();
              rows.forEach(
                  row ->
                      places.put(
                          row.getInteger("n"),
                          new int[] {row.getInteger("position"), row.getInteger("repeat")}));
              events.stream()
                  .filter(e -> places.containsKey(e.unit().n()))
                  .forEach(e -> hub.pass(run, json(run, e, places.get(e.unit().n()))));
            })
        .replaceWithVoid();
  }

  private static String json(UUID run, UnitActivity.Event event, int[] place) {
    ObjectNode data = Json.mapper().createObjectNode();
    data.put("run_id", run.toString());
    data.put("position", place[0]);
    data.put("repeat", place[1]);
    data.put("kind", event.kind().name().toLowerCase(Locale.ROOT));
    if (event.text() != null) {
      data.put("text", event.text());
    }
    return data.toString();
  }
}
