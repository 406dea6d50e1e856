package dev.assay.run.control.launch;

import static dev.assay.run.testing.Lab.pushOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.json.Json;
import dev.assay.run.runs.RunStore;
import dev.assay.run.runs.RunView;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The door writes a run as everything else does: one dialect of JSON, nulls and all. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ShownRunTest {
  @Inject Lab lab;
  @Inject RunStore runs;
  @Beside FakeScoring scoring;

  @Test
  void shouldAnswerWithTheSameTextOnEveryPath() throws Exception {
    // Given a run that has ended, so that nothing of it moves
    String launched =
        asAdmin().body(pushOf(3)).post("/v1/runs").then().statusCode(201).extract().asString();
    UUID id = UUID.fromString(Json.mapper().readTree(launched).get("id").asText());
    lab.act(id, "cancel");
    lab.awaitEnd(id);

    // When
    String shown = asAdmin().get("/v1/runs/{id}", id).then().statusCode(200).extract().asString();
    String listed = asAdmin().get("/v1/runs?limit=1").then().statusCode(200).extract().asString();

    // Then
    UUID workspace =
        lab.one("select workspace_id from runs where id = $1", id).getUUID("workspace_id");
    String stored =
        Json.mapper()
            .writeValueAsString(RunView.of(runs.get(workspace, id).await().indefinitely()));
    assertThat(shown).isEqualTo(stored);
    assertThat(listed).startsWith("{\"data\":[" + stored + "]");
    assertThat(names(launched)).isEqualTo(names(shown));
  }

  private static List<String> names(String json) throws Exception {
    List<String> names = new ArrayList<>();
    Json.mapper().readTree(json).fieldNames().forEachRemaining(names::add);
    return names;
  }
}
