package dev.assay.run.traffic.history;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.assay.common.status.RunStatus;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class HistoryTest {
  private static final int SAMPLES = 40;

  @Inject Lab lab;
  @Beside FakeScoring scoring;
  private final Production production = new Production();

  private JsonPath history() {
    return asAdmin()
        .get("/v1/traffic/history?source_type=skill&id={id}", production.skill())
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** Forty answers; one in ten has a wrong total, and people corrected all of them. */
  private void corrected() {
    for (int i = 0; i < SAMPLES; i++) {
      production.log("requests", production.request("r" + i, i, Map.of("total", i, "vat", 19)));
      production.say("r" + i, "response", Map.of("total", i % 10 == 0 ? -1 : i, "vat", 19));
    }
  }

  @Test
  void shouldTellHowASourceGotOn() {
    // Given a run, and another one after people found most of the totals wrong
    corrected();
    UUID first = lab.launch(production.launch());
    lab.awaitEnd(first);
    for (int i = 0; i < SAMPLES; i++) {
      production.say("r" + i, "response", Map.of("total", -1, "vat", 19));
    }
    UUID second = lab.launch(production.launch());
    lab.awaitEnd(second);

    // When
    JsonPath history = history();

    // Then
    assertThat(history.getList("points.run", UUID.class)).containsExactly(first, second);
    assertThat(history.getDouble("points[0].accuracy_corrected")).isCloseTo(0.95, offset());
    assertThat(history.getDouble("points[1].accuracy_corrected")).isCloseTo(0.5, offset());
    assertThat(history.getString("points[0].scorer")).isEqualTo("field_accuracy");
    assertThat(history.getInt("points[0].samples")).isEqualTo(SAMPLES);
    assertThat(history.getInt("points[0].corrected")).isEqualTo(SAMPLES);
    assertThat(history.getDouble("points[0].completion_rate")).isEqualTo(1);
    assertThat(history.getList("changes.run", UUID.class)).containsExactly(second);
    assertThat(history.getDouble("changes[0].before")).isCloseTo(0.95, offset());
    assertThat(history.getDouble("changes[0].p_value")).isLessThan(1e-6);
    assertThat(history.getList("weakest_fields.path", String.class)).containsExactly("total");
    assertThat(history.getInt("weakest_fields[0].wrong")).isEqualTo(4 + SAMPLES);
    assertThat(history.getInt("weakest_fields[0].compared")).isEqualTo(2 * SAMPLES);
    assertThat(history.getInt("weakest_fields[0].runs")).isEqualTo(2);
    assertThat(history.getInt("statuses.successful")).isEqualTo(2);
  }

  @Test
  void shouldCountWhatIsNoPointAsAStatus() {
    // Given a run that ended before it was measured
    production.log("requests", production.request("one", 1, Map.of("total", 1)));
    scoring.silentToTasks(true);
    UUID run = lab.launch(production.launch());
    lab.awaitStatus(run, RunStatus.EVALUATING_RESULTS);
    asAdmin().post("/v1/runs/{id}/cancel", run).then().statusCode(200);
    lab.awaitEnd(run);

    // When
    JsonPath history = history();

    // Then
    assertThat(history.getList("points")).isEmpty();
    assertThat(history.getMap("statuses")).isEqualTo(Map.of("cancelled", 1));
  }

  @Test
  void shouldShowRunsWithoutFieldsByTheirPassRate() {
    // Given
    production.log("requests", production.request("one", 1, "yes"));
    production.say("one", "corrected", "yes");
    Map<String, Object> launch = production.launch();
    launch.put("scorers", List.of(Map.of("id", "exact_match", "threshold", 1)));
    lab.awaitEnd(lab.launch(launch));

    // When
    JsonPath history = history();

    // Then
    assertThat(history.<Object>get("points[0].accuracy_corrected")).isNull();
    assertThat(history.getDouble("points[0].pass_rate")).isEqualTo(1);
    assertThat(history.getList("changes")).isEmpty();
  }

  @Test
  void shouldHaveNothingToTellOfWhatNobodyEvaluated() {
    asAdmin()
        .get("/v1/traffic/history?source_type=skill&id=none-of-that-name")
        .then()
        .statusCode(200)
        .body("points", hasSize(0))
        .body("statuses.size()", equalTo(0));
    asAdmin()
        .get("/v1/traffic/history?source_type=planet&id=x")
        .then()
        .statusCode(400)
        .body("detail", containsString("skill, agent, request_domain, feature"));
  }

  private static Offset<Double> offset() {
    return Offset.offset(1e-9);
  }
}
