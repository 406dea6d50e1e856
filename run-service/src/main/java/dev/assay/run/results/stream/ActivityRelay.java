package dev.assay.run.results.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.common.message.UnitActivity;
import dev.assay.run.platform.broker.WorkerFeed;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
      """
      select u.n, u.position, u.repeat, r.workspace_id
      from units u join runs r on r.id = u.run_id
      where u.run_id = $1 and u.n = any($2)
      """;
  private static final int KNOWN = 1_024;

  private final EventHub hub;
  private final Db db;
  private final ActivityPace pace = new ActivityPace(System::nanoTime);
  private final RelayOrder order = new RelayOrder(this::place);
  // Whose a run is, so that nothing is looked up for workspaces that nobody listens to.
  private final Map<UUID, UUID> workspaces =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, UUID> eldest) {
              return size() > KNOWN;
            }
          });

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
      UUID run = event.unit().runId();
      if (event.kind() != UnitActivity.Kind.ATTEMPT_FAILED && hub.heard(workspaces.get(run), run)) {
        byRun.computeIfAbsent(run, r -> new ArrayList<>()).add(event);
      }
    }
    byRun.replaceAll((run, events) -> pace.take(run, events));
    byRun.values().removeIf(List::isEmpty);
    byRun.forEach(order::add);
  }

  private Uni<Void> place(UUID run, List<UnitActivity.Event> events) {
    Integer[] units = events.stream().map(e -> e.unit().n()).toArray(Integer[]::new);
    return db.query(POSITIONS, run, units)
        .map(Rows::list)
        .invoke(rows -> pass(run, events, rows))
        .replaceWithVoid()
        .onFailure()
        .invoke(e -> LOG.debugf("activity not relayed: %s", e.getMessage()));
  }

  private void pass(UUID run, List<UnitActivity.Event> events, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    UUID workspace = rows.get(0).getUUID("workspace_id");
    workspaces.put(run, workspace);
    Map<Integer, int[]> places = new HashMap<>();
    rows.forEach(
        row ->
            places.put(
                row.getInteger("n"),
                new int[] {row.getInteger("position"), row.getInteger("repeat")}));
    events.stream()
        .filter(e -> places.containsKey(e.unit().n()))
        .forEach(e -> hub.pass(workspace, run, json(run, e, places.get(e.unit().n()))));
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
    if (event.input() != null) {
      data.put("input", event.input());
    }
    return data.toString();
  }
}
