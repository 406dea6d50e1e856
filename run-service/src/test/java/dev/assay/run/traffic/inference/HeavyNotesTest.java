package dev.assay.run.traffic.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Heavy;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is read at a time where answers are large, however few they are. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class HeavyNotesTest {
  private static final int ALL = 1_000;

  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final Production production = new Production();
  private final Noted noted = new Noted(production);

  @Test
  void shouldBeReadInPiecesByWhatTheyWeigh() {
    // Given three answers with notes, frozen, and asked about
    for (int i = 0; i < 3; i++) {
      production.log("requests", production.request("n" + i, i, Map.of("total", i)));
      production.say("n" + i, "notes", "these are dollars");
    }
    worker.answeringOne(Noted::dollars);
    UUID run = lab.launch(noted.launch());
    lab.awaitEnd(run);
    UUID inference = UUID.fromString(lab.show(run).getString("inference_run"));
    Row frozen =
        lab.one(
            "select d.workspace_id, v.id from dataset_versions v join datasets d"
                + " on d.id = v.dataset_id where d.name = 'traffic.skill.' || $1::text and v.version = 1",
            production.skill());
    UUID version = frozen.getUUID("id");

    // When
    Heavy.items(lab, version);
    Heavy.items(
        lab,
        lab.one("select dataset_version_id as id from runs where id = $1", inference)
            .getUUID("id"));

    // Then
    assertThat(Heavy.numbers(lab.all(Notes.FROZEN, version, 0, ALL), "position"))
        .containsExactly(1, 2);
    assertThat(Heavy.numbers(lab.all(Notes.FROZEN, version, 2, ALL), "position"))
        .containsExactly(3);
    assertThat(Heavy.numbers(lab.all(InferredFeedback.ANSWERS, inference, -1, ALL), "n"))
        .containsExactly(0, 1);
    assertThat(Heavy.numbers(lab.all(InferredFeedback.ANSWERS, inference, 1, ALL), "n"))
        .containsExactly(2);
    UUID workspace = frozen.getUUID("workspace_id");
    assertThat(
            Heavy.numbers(
                lab.all(Expectations.read(false), version, workspace, 0, ALL), "position"))
        .containsExactly(1, 2);
    assertThat(
            Heavy.numbers(
                lab.all(Expectations.read(false), version, workspace, 2, ALL), "position"))
        .containsExactly(3);
  }
}
