package dev.assay.run.traffic.hints;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.traffic.outcome.FieldTable;
import dev.assay.run.traffic.outcome.FieldsQuery;
import dev.assay.run.traffic.themes.NotesQuery;
import dev.assay.run.traffic.themes.Themes;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is read of items and answers for hints and examples, where these are long. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LargeHintsTest {
  private static final String OF_RUN =
      " where dataset_version_id = (select dataset_version_id from runs where id = $1)";

  @Inject Lab lab;
  @Inject Db db;
  @Inject FieldsQuery fields;
  @Inject NotesQuery noted;
  @Beside FakeScoring scoring;
  private HintsQuery hints;
  private UUID run;

  /** Five answers, of which each has a wrong field. */
  @BeforeEach
  void start() {
    hints = new HintsQuery(db);
    run = lab.launch(Lab.pushOf(5));
    List<Map<String, Object>> results =
        IntStream.range(0, 5)
            .mapToObj(i -> Map.<String, Object>of("item_id", "item-" + i, "output", "no"))
            .toList();
    asAdmin()
        .body(Map.of("results", results))
        .post("/v1/runs/{id}/results", run)
        .then()
        .statusCode(200);
    lab.awaitEnd(run);
    lab.all(
        "update scores set score = 0.5, metadata = '{\"fields\": {\"total\": false}}'"
            + " where run_id = $1",
        run);
  }

  private static <T> T of(Uni<T> read) {
    return read.await().atMost(Lab.LONG);
  }

  @Test
  void shouldReadTheBeginningOfLongNotes() {
    // Given
    lab.all(
        "update items set body = json_build_object('input', 'q', 'extra',"
            + " json_build_object('notes', repeat('n', 3000000)))"
            + OF_RUN,
        run);

    // When
    List<Themes.Note> notes = of(noted.notes(run));
    List<Representatives.Failing> failing = of(hints.failing(run, "exact_match"));

    // Then
    String beginning = "n".repeat(2_000) + "…";
    assertThat(notes).hasSize(5).allSatisfy(n -> assertThat(n.text()).isEqualTo(beginning));
    assertThat(failing).hasSize(5).allSatisfy(f -> assertThat(f.note()).isEqualTo(beginning));
  }

  @Test
  void shouldLookAtFewerItemsWhereTheyHaveVeryManyFields() {
    // Given three megabytes of names of fields in each
    lab.all(
        "update scores set metadata = json_build_object('fields', (select"
            + " json_object_agg(repeat('f', 30000) || n, false) from generate_series(1, 100) n))"
            + " where run_id = $1",
        run);

    // When
    List<Representatives.Failing> failing = of(hints.failing(run, "exact_match"));

    // Then
    assertThat(failing).extracting(Representatives.Failing::position).containsExactly(1, 2);
    assertThat(failing.get(0).fields()).hasSize(100);
  }

  @Test
  void shouldShowFewerExamplesWhereAnswersAreLong() {
    // Given
    lab.all(
        "update answers set output = json_build_object('total', repeat('x', 3000000))"
            + " where run_id = $1",
        run);

    // When
    List<FieldTable.Field> table = of(fields.read(run, "exact_match", false, "all", 10, 20));

    // Then all errors are counted
    assertThat(table).hasSize(1);
    assertThat(table.get(0).errors()).isEqualTo(5);
    assertThat(table.get(0).examples())
        .extracting(FieldTable.Example::position)
        .containsExactly(1, 2, 3, 4);
    assertThat(table.get(0).examples().get(0).actual().asText()).hasSize(3_000_000);
  }
}
