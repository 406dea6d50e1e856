package dev.assay.run.platform.access.walk;

import static dev.assay.run.testing.TestApi.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import dev.assay.run.testing.Stripping;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Every route with what belongs to another workspace, under each {@link Guard}: the service as it
 * is shipped, its conditions alone, and row-level security alone. Three workspaces serve the whole
 * walk: two that have everything, and one that has nothing.
 */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForeignIdsTest {
  /** Two that have everything, made once; what is asked by all comes after what only reads. */
  private static List<Things> filled;

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  @BeforeEach
  void answer() {
    worker.answeringOne(
        call ->
            Replies.isJudge(call)
                ? Replies.answer(call, DoubleNode.valueOf(0.9))
                : Replies.right(call));
    if (filled == null) {
      filled = Together.each(List.of(1, 2), each -> Filling.whole());
    }
  }

  @Test
  @Order(1)
  void shouldFindAHoleWhereverNothingKeepsThemApart() {
    // Given
    Things own = filled.get(0);
    Things theirs = filled.get(1);
    Walk reads = new Walk(Operation.all(Operation.document()));
    List<String> blind = new ArrayList<>();

    // When
    Guard.CONDITIONS.alone(
        lab,
        () ->
            Stripping.during(
                () -> {
                  blind.addAll(reads.blind(own, theirs));
                  reads.lists(own.admin(), own, theirs);
                }));

    // Then
    assertThat(blind).isEmpty();
    assertThatThrownBy(reads::holds).isInstanceOf(AssertionError.class);
    assertThat(reads.faults()).hasSizeGreaterThan(10);
  }

  @Test
  @Order(2)
  void shouldLetNothingCross() throws IOException {
    // Given
    Walk walk = new Walk(Operation.all(Operation.document()));
    Things nowhere = Things.nowhere();
    Things empty = Filling.empty();
    Map<Operation, Web.Answer> counted = walk.counts(empty, nowhere);
    Things own = filled.get(0);
    Things theirs = filled.get(1);
    // Before anybody has said a name of somebody else himself, which is then told him again.
    stream(walk, own, theirs);
    Map<Operation, Web.Answer> before = walk.picture(theirs);
    walk.listsTellTheirOwn(before, theirs);

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
    walk.same(before, walk.picture(theirs), "listAuditEntries");
    new Mattering(walk).every(own);
    walk.holds();
    assertThat(Stripping.stripped()).isGreaterThan(60);
    assertThat(Stripping.unknown()).isEmpty();
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
              Web.LONG,
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
