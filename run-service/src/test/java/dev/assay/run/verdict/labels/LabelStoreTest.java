package dev.assay.run.verdict.labels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.id.Ids;
import dev.assay.run.verdict.labels.LabelStore.Placed;
import dev.assay.run.verdict.summary.RunRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The statements that keep labels, on a real database. */
class LabelStoreTest {
  private static RunRows rows;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  private static <T> T of(Uni<T> uni) {
    return uni.await().atMost(Duration.ofMinutes(4));
  }

  /** A run of three items, the last of which has no answer. */
  private static UUID run(UUID workspace) throws SQLException {
    UUID run = rows.run(workspace, "{}", 1, 3);
    rows.execute(
        """
        insert into items (dataset_version_id, position, item_id, body)
        select dataset_version_id, i, 'item-' || i, '{}' from runs, generate_series(1, 3) i
        where id = '%1$s';
        insert into units (run_id, n, position, repeat, status, generation)
        select '%1$s', i - 1, i, 0, 'passed', 1 from generate_series(1, 3) i;
        insert into answers (run_id, n, output, tool_calls)
        values ('%1$s', 0, '"one"', null), ('%1$s', 1, null, '[{"name":"f"}]');
        insert into scores (run_id, n, key, scorer, scorer_version, status, score, passed, passport)
        values ('%1$s', 0, 'helpful', 'llm_judge', 1, 'success', 0.9, true, 'hash')
        """
            .formatted(run));
    return run;
  }

  private static List<Row> answers(UUID run, String[] ids, Integer[] positions) {
    List<Row> found = new ArrayList<>();
    of(rows.db().inTransaction(tx -> LabelStore.answers(tx, run, ids, positions)))
        .forEach(found::add);
    found.sort((a, b) -> a.getInteger("n") - b.getInteger("n"));
    return found;
  }

  private static Label label(Boolean passed, Double score, String by) {
    return new Label("item-1", null, null, "helpful", passed, score, by, "a note");
  }

  private static int write(UUID workspace, UUID run, Placed... labels) {
    return of(rows.db().inTransaction(tx -> LabelStore.write(tx, workspace, run, List.of(labels))));
  }

  private static String spec(UUID workspace, UUID run) {
    return of(rows.db().inTransaction(tx -> LabelStore.spec(tx, workspace, run)));
  }

  @Test
  void shouldFindAnswersByItemOrPosition() throws Exception {
    // Given
    UUID run = run(Ids.next());

    // When
    List<Row> found = answers(run, new String[] {"item-1", "nobody"}, new Integer[] {2, 3});

    // Then
    assertThat(found).extracting(r -> r.getInteger("n")).containsExactly(0, 1, 2);
    assertThat(found.get(0).getString("sha256")).hasSize(64);
    assertThat(found.get(1).getString("sha256"))
        .hasSize(64)
        .isNotEqualTo(found.get(0).getString("sha256"));
    assertThat(found.get(2).getString("sha256")).isNull();
  }

  @Test
  void shouldKeepReplaceListAndDelete() throws Exception {
    // Given
    UUID workspace = Ids.next();
    UUID run = run(workspace);
    String sha256 =
        answers(run, new String[] {"item-1"}, new Integer[0]).get(0).getString("sha256");
    LabelStore store = new LabelStore(rows.db());

    // When
    assertThat(
            write(
                workspace,
                run,
                new Placed(0, label(true, null, "ann"), sha256),
                new Placed(0, label(null, 0.5, null), sha256)))
        .isEqualTo(2);
    assertThat(write(workspace, run, new Placed(0, label(false, null, "ann"), sha256))).isZero();

    // Then
    List<LabelView> all = of(store.list(workspace, run, null, null, null, 10));
    assertThat(all).extracting(LabelView::passed).containsExactly(false, null);
    assertThat(all).extracting(LabelView::by).containsExactly("ann", null);
    assertThat(all).extracting(LabelView::stale).containsOnly(false);
    assertThat(all.get(0).judged()).isEqualTo(new LabelView.Judged(0.9, true, "hash"));
    assertThat(all.get(1).note()).isEqualTo("a note");
    assertThat(of(store.list(workspace, run, "helpful", "ann", null, 10))).hasSize(1);
    assertThat(of(store.list(workspace, run, null, null, all.get(0).id(), 10)))
        .containsExactly(all.get(1));
    assertThat(of(store.list(Ids.next(), run, null, null, null, 10))).isEmpty();

    // When
    rows.execute("update answers set output = '\"two\"' where run_id = '%s'".formatted(run));

    // Then
    assertThat(of(store.list(workspace, run, null, null, null, 10)))
        .extracting(LabelView::stale)
        .containsOnly(true);
    assertThat(of(store.delete(Ids.next(), run, all.get(0).id()))).isFalse();
    assertThat(of(store.delete(workspace, run, all.get(0).id()))).isTrue();
    assertThat(of(store.delete(workspace, run, all.get(0).id()))).isFalse();
  }

  @Test
  void shouldKnowRunsOfTheWorkspaceOnly() throws Exception {
    // Given
    UUID workspace = Ids.next();
    UUID run = run(workspace);

    // Then
    assertThat(spec(workspace, run)).isEqualTo("{}");
    assertThat(spec(Ids.next(), run)).isNull();
  }
}
