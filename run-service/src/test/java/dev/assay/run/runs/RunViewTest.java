package dev.assay.run.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.assay.common.id.Ids;
import dev.assay.common.json.Json;
import dev.assay.run.verdict.summary.RunRows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The text of the files is what people's programs read: field by field, in this order. */
class RunViewTest {
  private static final UUID WORKSPACE = Ids.next();
  private static RunRows rows;
  private static RunStore store;

  @BeforeAll
  static void start() throws Exception {
    rows = new RunRows();
    store = new RunStore(rows.db());
  }

  @AfterAll
  static void stop() throws Exception {
    rows.close();
  }

  @Test
  void shouldShowAnEndedRunFieldByField() throws Exception {
    // Given a run in which every column is set
    UUID run = ended();

    // When
    String shown = shown(run);

    // Then
    assertThat(shown).isEqualTo(file("ended.json"));
  }

  @Test
  void shouldShowWhatIsNotKnownYetAsNull() throws Exception {
    // Given a run that has not begun
    UUID run = rows.run(WORKSPACE, "{\"target\": {\"push\": true}}", 2, 6);
    rows.execute(
        ("update runs set status = 'queued', started_at = null, generation_started_at = null,"
                + " queued_at = '2026-01-02 03:04:05Z' where id = '%s'")
            .formatted(run));

    // When
    String shown = shown(run);

    // Then
    assertThat(shown).isEqualTo(file("queued.json"));
  }

  @Test
  void shouldSpellOutTheOrderInWhichItsFieldsStand() throws Exception {
    // Given
    PropertyNamingStrategies.NamingBase wire = new PropertyNamingStrategies.SnakeCaseStrategy();

    // When
    List<String> spelled =
        Stream.of(RunView.class.getAnnotation(JsonPropertyOrder.class).value())
            .map(wire::translate)
            .toList();

    // Then
    List<String> shown = new ArrayList<>();
    Json.mapper().readTree(file("ended.json")).fieldNames().forEachRemaining(shown::add);
    assertThat(spelled).isEqualTo(shown);
  }

  @Test
  void shouldLaunchAgainWhatTheRunWasMadeOf() throws Exception {
    // Given
    UUID run = ended();

    // When
    LaunchRequest launch = read(run).asLaunch();

    // Then
    assertThat(Json.mapper().writeValueAsString(launch) + "\n").isEqualTo(file("again.json"));
  }

  @Test
  void shouldSayWhatItDoesAsALaunchOnTopOfItsEvaluation() throws Exception {
    // Given
    Run run = read(ended());
    LaunchRequest stored = Json.mapper().readValue("{\"dataset\": \"ds\"}", LaunchRequest.class);

    // When
    LaunchRequest launch = run.definition().asLaunch(run.names(), "ev@4", stored);

    // Then the page reads the same file
    assertThat(Json.mapper().writeValueAsString(launch) + "\n").isEqualTo(file("definition.json"));
  }

  @Test
  void shouldTellTheRateOfARunThatGoesOn() throws Exception {
    // Given a run that began some seconds ago, with half of its units settled
    UUID run = rows.run(WORKSPACE, "{\"target\": {\"push\": true}}", 1, 8);
    rows.execute(
        "update runs set pending = 4, passed = 3, failed = 1 where id = '%s'".formatted(run));

    // When
    JsonNode shown = Json.mapper().readTree(shown(run));

    // Then
    assertThat(shown.path("rate_per_s").asDouble()).isPositive();
    assertThat(shown.path("eta_seconds").isIntegralNumber()).isTrue();
  }

  private static UUID ended() throws Exception {
    UUID run = rows.run(WORKSPACE, file("spec.json"), 2, 20);
    rows.execute(
        """
        update runs set name = 'näme', group_id = '00000000-0000-7000-8000-000000000007',
          alias = 'a', label = 'l', tags = '{x,"y z"}', metadata = '{"b": 1.50, "a": null}',
          trigger = 'ci', pinned = true, status = 'partially_successful', verdict = 'fail',
          pass_status = false, generation = 3, evaluation_name = 'ev', evaluation_version = 4,
          dataset_name = 'ds', dataset_version = 5, concurrency = 7,
          pending = 0, passed = 8, failed = 5, errored = 3, skipped = 3, cancelled = 1, cached = 2,
          cut = 1, canaries = '{"judge": {"good": {"asked": 2}}}',
          self_test = '{"vacuous": false}', summary = '{"mean": 1.0, "n": 2}',
          criteria = '[{"ok": true}]', star_metric_result = '{"score": 0.10}',
          warnings = '[{"code": "GATE", "message": "m"}]', stopped = '{"alpha": 5e-2}',
          error = '{"code": "X"}', score_sum = 3.5, score_count = 4, cost = 0.125,
          cost_unknown = true, retry_count = 2, resumed_count = 1, event_seq = 99,
          queued_at = '2026-01-02 03:04:05.5Z', started_at = '2026-01-02 03:04:06Z',
          generation_started_at = '2026-01-02 03:04:06Z', finished_at = '2026-01-02 03:04:16Z'
        where id = '%s'
        """
            .formatted(run));
    return run;
  }

  /** As the API writes it; the ids are new each time. */
  private static String shown(UUID run) throws IOException {
    return Json.mapper().writeValueAsString(RunView.of(read(run))).replace(run.toString(), "ID")
        + "\n";
  }

  private static Run read(UUID run) {
    return store.get(WORKSPACE, run).await().indefinitely();
  }

  private static String file(String name) throws IOException {
    try (InputStream in = RunViewTest.class.getResourceAsStream("/runs/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
