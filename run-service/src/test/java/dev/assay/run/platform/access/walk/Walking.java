package dev.assay.run.platform.access.walk;

import static dev.assay.run.testing.TestApi.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The walk between two workspaces that have everything, and one that has nothing. */
abstract class Walking {
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

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
    Things own = Filling.whole();
    Things empty = Filling.empty();
    Map<String, String> counted = walk.counts(empty, own);
    Things theirs = Filling.whole();
    Map<String, String> before = walk.picture(theirs);
    walk.listsTellTheirOwn(theirs);

    // When
    walk.elsewhere(own, theirs);
    walk.lists(own.admin(), own, theirs);
    walk.cursors(own, theirs);
    further(walk, own, theirs);

    // Then
    walk.same(before, walk.picture(theirs));
    walk.same(counted, walk.counts(empty, own));
    stream(own, theirs);
    walk.own(own);
    walk.holds();
  }

  /** What else is asked where this is possible. */
  void further(Walk walk, Things own, Things theirs) {}

  /** The stream of a workspace has its own runs and none of theirs. */
  private static void stream(Things own, Things theirs) throws IOException {
    try (BufferedReader lines = own.admin().follow("/v1/runs/events")) {
      theirs.admin().ask("POST", "/v1/runs", push(theirs.mark())).well();
      String mark = Kind.mark();
      own.admin().ask("POST", "/v1/runs", push(mark)).well();
      String seen =
          assertTimeoutPreemptively(
              Lab.LONG,
              () -> {
                StringBuilder read = new StringBuilder();
                while (read.indexOf(mark) < 0) {
                  read.append(lines.readLine()).append('\n');
                }
                return read.toString();
              });
      assertThat(theirs.in(seen)).isEmpty();
    }
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
}
