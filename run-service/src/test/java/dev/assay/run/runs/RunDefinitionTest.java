package dev.assay.run.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run did, as a launch: it must come to the same whatever stands below it. */
class RunDefinitionTest {
  private static final Run.Names NAMES =
      new Run.Names(
          "a run", null, null, null, List.of(), Json.mapper().createObjectNode(), "ci", false);

  private static JsonNode said(String spec, String evaluation) throws IOException {
    RunDefinition definition = new RunDefinition(Json.mapper().readTree(spec), 3, 2);
    LaunchRequest below =
        evaluation == null ? null : Json.mapper().readValue(evaluation, LaunchRequest.class);
    return Json.mapper()
        .valueToTree(definition.asLaunch(NAMES, evaluation == null ? null : "ev@1", below));
  }

  @Test
  void shouldTakeAwayWhatOnlyItsEvaluationSays() throws Exception {
    // Given a run without the gate of its evaluation
    String evaluation =
        "{\"gate\": [{\"type\": \"pass_rate\", \"min\": 1}], \"early_stop\": \"certain\","
            + " \"star_metric\": {\"scorer\": \"a\", \"threshold\": 1}, \"tags\": [\"t\"]}";

    // When
    JsonNode launch = said("{\"target\": {\"push\": true}, \"gate\": null}", evaluation);

    // Then
    assertThat(launch.path("evaluation").asText()).isEqualTo("ev@1");
    for (String none : List.of("gate", "early_stop", "star_metric")) {
      assertThat(launch.has(none)).as(none).isTrue();
      assertThat(launch.get(none).isNull()).as(none).isTrue();
    }
    assertThat(launch.path("tags").isArray()).isTrue();
    assertThat(launch.path("tags")).isEmpty();
  }

  @Test
  void shouldStandAloneWhereItsEvaluationSaysWhatNoLaunchCanTakeAway() throws Exception {
    assertThat(said("{\"target\": {\"push\": true}}", "{\"budget\": {\"max_tokens\": 5}}"))
        .isEqualTo(said("{\"target\": {\"push\": true}}", null));
  }

  @Test
  void shouldSayWhomTheWorkspaceLetItAsk() throws Exception {
    // Given a scorer that has a judge of its own, and one that asked the workspace's
    String scorers =
        "\"scorers\": [{\"id\": \"j\", \"key\": \"own\", \"params\": {\"judge\": \"p:own\"}},"
            + " {\"id\": \"j\", \"key\": \"theirs\"}]";
    String judges =
        "\"judges\": {\"own\": {\"provider\": \"p\", \"model\": \"own\"},"
            + " \"theirs\": {\"provider\": \"p\", \"model\": \"theirs\"}}";

    // When / Then
    assertThat(said("{" + scorers + "," + judges + "}", null).at("/judge/model").asText())
        .isEqualTo("theirs");
    assertThat(
            said("{" + scorers + "," + judges + ", \"judge\": {\"model\": \"said\"}}", null)
                .at("/judge/model")
                .asText())
        .isEqualTo("said");
  }

  @Test
  void shouldLeaveOutWhatARunOfBeforeDoesNotKnow() throws Exception {
    assertThat(said("{\"target\": {\"push\": true}}", null))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    "{\"name\": \"a run\", \"target\": {\"push\": true}, \"repeats\": 2,"
                        + " \"concurrency\": 3, \"cache\": \"off\"}"));
  }
}
