package dev.assay.run.runs.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.Run;
import dev.assay.run.runs.RunStore;
import dev.assay.run.verdict.summary.RunRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A list of runs in every order, read page by page over a real database. */
class RunOrderTest {
  private static final UUID WORKSPACE = Ids.next();
  private static RunRows rows;
  private static RunStore store;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
    store = new RunStore(rows.db());
    // a to d were launched in this order; c has no value, and b and d have the same.
    run("a", "pass_rate = 0.1 + 0.2, score_sum = 1, score_count = 3, cost = 0.5", 3_000);
    run("B", "pass_rate = 0.9, score_sum = 9, score_count = 10, cost = 0.25", 1_000);
    run("c", "cost = 7, cost_unknown = true, generation_started_at = null", null);
    run("D", "pass_rate = 0.9, score_sum = 9, score_count = 10, cost = 0.25", 1_000);
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  private static void run(String name, String values, Integer tookMs) throws Exception {
    UUID run = rows.run(WORKSPACE, "{\"target\": {\"push\": true}}", 1, 1);
    rows.execute(
        "update runs set name = '%s', generation_started_at = '2026-01-02 03:04:05Z', finished_at = %s where id = '%s'"
            .formatted(
                name,
                tookMs == null
                    ? "null"
                    : "timestamptz '2026-01-02 03:04:05Z' + interval '" + tookMs + " ms'",
                run));
    rows.execute("update runs set %s where id = '%s'".formatted(values, run));
  }

  private static Page<Run> page(RunOrder order, String cursor, int limit) {
    PageRequest request = new PageRequest();
    request.limit = limit;
    request.cursor = cursor;
    return page(new RunFilter(), order, order.after(request), limit);
  }

  private static Page<Run> page(RunFilter filter, RunOrder order, Cursor after, int limit) {
    return store.page(WORKSPACE, filter, order, after, limit).await().atMost(Duration.ofMinutes(4));
  }

  private static List<String> names(Page<Run> page) {
    return page.data().stream().map(run -> run.names().name()).toList();
  }

  /** All names, in pages of so many. */
  private static List<String> all(RunOrder order, int limit) {
    List<String> names = new ArrayList<>();
    String cursor = null;
    do {
      Page<Run> page = page(order, cursor, limit);
      names.addAll(names(page));
      cursor = page.nextCursor();
    } while (cursor != null);
    return names;
  }

  @ParameterizedTest
  @CsvSource({
    "queued_at, a B c D", "-queued_at, D c B a",
    "name, a B c D", "-name, D c B a",
    "finished_at, B D a c", "-finished_at, a D B c",
    "pass_rate, a B D c", "-pass_rate, D B a c",
    "mean_score, a B D c", "-mean_score, D B a c",
    "cost, B D a c", "-cost, a D B c",
    "duration_ms, B D a c", "-duration_ms, a D B c"
  })
  void shouldListEveryRunOnceInPagesOfAnySize(String order, String expected) {
    for (int limit = 1; limit <= 5; limit++) {
      assertThat(all(RunOrder.of(order), limit))
          .as("%s in pages of %d", order, limit)
          .containsExactly(expected.split(" "));
    }
  }

  @Test
  void shouldBeginWithTheNewestWhenNothingIsSaid() {
    assertThat(RunOrder.of(null)).isEqualTo(RunOrder.of("-queued_at")).isEqualTo(RunOrder.NEWEST);
    assertThat(all(RunOrder.NEWEST, 3)).isEqualTo(all(RunOrder.of("-queued_at"), 3));
    List<String> oldest = new ArrayList<>(all(RunOrder.NEWEST, 3));
    Collections.reverse(oldest);
    assertThat(all(RunOrder.of("queued_at"), 2)).isEqualTo(oldest);
  }

  @Test
  void shouldNarrowWhatItOrders() {
    // Given
    RunFilter filter = new RunFilter();
    filter.text = "b";

    // When
    Page<Run> found = page(filter, RunOrder.of("-pass_rate"), null, 10);

    // Then
    assertThat(names(found)).containsExactly("B");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cost", "-pass_rate", "queued_at"})
  void shouldRefuseACursorOfAnotherOrder(String other) {
    // Given
    String cursor = page(RunOrder.of("pass_rate"), null, 1).nextCursor();

    // When / Then
    assertThatThrownBy(() -> page(RunOrder.of(other), cursor, 1))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }

  @Test
  void shouldSayWhichOrdersThereAre() {
    assertThatThrownBy(() -> RunOrder.of("-pass-rate"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> {
              assertThat(problem.code()).isEqualTo(ErrorCode.VALIDATION_FAILED);
              assertThat(problem.violations().get(0).field()).isEqualTo("order");
            })
        .hasMessageContaining("queued_at, name, finished_at, pass_rate, mean_score, cost")
        .hasMessageContaining("got -pass-rate")
        .hasMessageContaining("Did you mean pass_rate?");
  }
}
