package dev.assay.run.platform.access.walk;

import static dev.assay.run.testing.TestApi.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.assay.common.status.RunStatus;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.OtherRows;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.testing.StrippingWire;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every route with what belongs to another workspace, under each {@link Guard}: the service as it
 * is shipped, its conditions alone, and row-level security alone. One service and three workspaces
 * serve the whole walk: two that have everything, and one that has nothing.
 */
@QuarkusTest
@WithTestResource(ForeignIdsTest.Wired.class)
class ForeignIdsTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  /** The database of the other tests, behind a wire that can take conditions out. */
  public static final class Wired implements QuarkusTestResourceLifecycleManager {
    private StrippingWire wire;

    @Override
    public Map<String, String> start() {
      Map<String, String> config = new HashMap<>(new RunServiceResources().start());
      wire = StrippingWire.to(Integer.parseInt(config.get("assay.db.port")));
      config.put("assay.db.port", Integer.toString(wire.port()));
      // Each statement comes past whenever it is executed.
      config.put("quarkus.datasource.reactive.cache-prepared-statements", "false");
      return config;
    }

    @Override
    public void stop() {
      wire.close();
    }
  }

  @BeforeEach
  void answer() {
    worker.answeringOne(
        call ->
            Replies.isJudge(call)
                ? Replies.answer(call, DoubleNode.valueOf(0.9))
                : Replies.right(call));
  }

  @Test
  void shouldLetNothingCross() throws IOException {
    // Given
    Walk walk = new Walk(Operation.all(Operation.document()));
    Things nowhere = Things.nowhere();
    Things empty = Filling.empty();
    Map<String, String> counted = walk.counts(empty, nowhere);
    List<Things> filled = Together.each(List.of(1, 2), each -> Filling.whole());
    Things own = filled.get(0);
    Things theirs = filled.get(1);
    // Before anybody has said a name of somebody else himself, which is then told him again.
    stream(walk, own, theirs);
    Map<String, String> before = walk.picture(theirs);
    walk.listsTellTheirOwn(theirs);

    // When
    for (Guard guard : Guard.values()) {
      guard.alone(
          lab,
          () -> {
            walk.under(guard);
            walk.lists(own.admin(), own, theirs);
            walk.cursors(own, theirs);
          });
    }
    for (Guard guard : Guard.values()) {
      guard.alone(
          lab,
          () -> {
            walk.under(guard);
            walk.elsewhere(own, theirs);
          });
    }
    for (Guard guard : Guard.values()) {
      Things scratch = Filling.scratch();
      guard.alone(
          lab,
          () -> {
            walk.under(guard);
            walk.making(own, theirs, scratch);
            walk.same(counted, walk.counts(empty, nowhere));
          });
    }
    walk.under(Guard.BOTH);
    walk.confined(theirKeyWithRowsOf(own, theirs), theirs);

    // Then
    walk.same(before, walk.picture(theirs));
    walk.own(own);
    walk.holds();
    assertThat(Integer.getInteger(StrippingWire.STATEMENTS, 0)).isGreaterThan(60);
    assertThat(System.getProperty(StrippingWire.UNKNOWN, "")).isEmpty();
    filled.forEach(ForeignIdsTest::end);
  }

  /**
   * Every condition of the service, in a statement or in Java, lets pass what only row-level
   * security keeps back.
   */
  private static Web theirKeyWithRowsOf(Things own, Things theirs) {
    Map<String, String> headers = new HashMap<>(theirs.admin().headers());
    headers.put(OtherRows.HEADER, own.called(Kind.WORKSPACE));
    return new Web(headers);
  }

  /** The stream of a workspace has its own runs and none of theirs. */
  private static void stream(Walk walk, Things own, Things theirs) throws IOException {
    try (BufferedReader lines = own.admin().follow("/v1/runs/events")) {
      String foreign = launched(theirs);
      String mine = launched(own);
      String seen =
          assertTimeoutPreemptively(
              Lab.LONG,
              () -> {
                StringBuilder read = new StringBuilder();
                while (read.indexOf(mine) < 0) {
                  read.append(lines.readLine()).append('\n');
                }
                return read.toString();
              });
      seen.lines()
          .filter(line -> line.contains(foreign) || !theirs.in(line).isEmpty())
          .forEach(line -> walk.fault("the stream tells: " + line));
    }
  }

  private static String launched(Things things) {
    return things
        .admin()
        .ask("POST", "/v1/runs", push(things.mark()))
        .well()
        .json()
        .get("id")
        .asText();
  }

  private static Map<String, Object> push(String name) {
    return map(
        "name",
        name,
        "dataset",
        map("items", Lab.items(1)),
        "scorers",
        List.of("exact_match"),
        "target",
        map("push", true));
  }

  /** Leaves no run that waits for somebody. */
  private static void end(Things things) {
    for (JsonNode run : things.admin().get("/v1/runs?limit=200").well().json().get("data")) {
      if (!RunStatus.of(run.get("status").asText()).isTerminal()) {
        things.admin().ask("POST", "/v1/runs/" + run.get("id").asText() + "/cancel", null);
      }
    }
  }
}
