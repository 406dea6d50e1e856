package dev.assay.run.traffic.inference;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notes that are written after a model made a correction of an older one. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class NewerNotesTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final Production production = new Production();
  private final Noted noted = new Noted(production);

  @BeforeEach
  void inferred() {
    noted.three();
    worker.answeringOne(NewerNotesTest::asNoted);
    assertThat(currency(inferring())).isEqualTo("USD");
  }

  private static ModelReply asNoted(ModelCall call) {
    String currency = call.request().messages().toString().contains("pounds") ? "GBP" : "USD";
    return Replies.answer(
        call, TextNode.valueOf("{\"total\": 2, \"currency\": \"%s\"}".formatted(currency)));
  }

  private UUID inferring() {
    UUID run = lab.launch(noted.launch());
    lab.awaitEnd(run);
    return run;
  }

  /** What a run took for the right currency of the answer with notes; null for nothing. */
  private String currency(UUID run) {
    return lab.one(
            "select i.body->'expected'->>'currency' as currency from items i join runs r"
                + " on r.dataset_version_id = i.dataset_version_id"
                + " where r.id = $1 and i.item_id = $2",
            run,
            production.skill() + "-noted")
        .getString("currency");
  }

  private UUID plain() {
    UUID run = lab.launch(production.launch());
    lab.awaitEnd(run);
    return run;
  }

  private JsonPath counts() {
    return asAdmin()
        .get("/v1/traffic/counts?source_type=skill&id=" + production.skill())
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private List<String> listed(String feedback) {
    return asAdmin()
        .get("/v1/traffic/requests?skill=" + production.skill() + "&feedback=" + feedback)
        .then()
        .statusCode(200)
        .extract()
        .path("data.id");
  }

  @Test
  void shouldBeMadeIntoCorrectionsInTheirTurn() {
    // Given
    assertThat(counts().getInt("inferred_corrections")).isEqualTo(1);
    assertThat(listed("json")).contains(production.skill() + "-noted");

    // When
    production.say("noted", "notes", "these are pounds");

    // Then nothing is known of the answer until a model is asked again
    assertThat(counts().getInt("inferred_corrections")).isZero();
    assertThat(counts().getInt("notes_only")).isEqualTo(1);
    assertThat(listed("notes")).containsExactly(production.skill() + "-noted");
    assertThat(listed("json")).doesNotContain(production.skill() + "-noted");
    assertThat(currency(plain())).isNull();
    assertThat(noted.said("noted").getBoolean("data.find { it.inferred }.stands")).isFalse();
    UUID run = inferring();
    assertThat(currency(run)).isEqualTo("GBP");
    assertThat(Noted.outcome(run).getInt("inferred.samples")).isEqualTo(1);
    assertThat(
            noted
                .said("noted")
                .getList("data.findAll { it.stands && it.inferred }.response.currency"))
        .isEqualTo(List.of("GBP"));
    assertThat(lab.show(inferring()).<String>get("inference_run")).isNull();
  }

  @Test
  void shouldStandForNothingMoreThanTheOlderWhenTheyAreTakenBack() {
    // Given
    production.say("noted", "notes", "these are pounds");
    assertThat(currency(inferring())).isEqualTo("GBP");

    // When
    String newer = noted.said("noted").getString("data.find { it.notes == 'these are pounds' }.id");
    asAdmin().delete("/v1/feedback/" + newer).then().statusCode(204);

    // Then
    assertThat(currency(plain())).isEqualTo("USD");
  }

  @Test
  void shouldNotStandOverWhatAPersonCorrected() {
    // Given
    production.say("noted", "corrected", "3 euros", "at", "2026-11-02T10:00:00Z");

    // When
    production.say("noted", "notes", "these are pounds");

    // Then
    assertThat(counts().getInt("text_corrections")).isEqualTo(1);
    assertThat(lab.show(inferring()).<String>get("inference_run")).isNull();
  }

  @Test
  void shouldOutdateACorrectionThatIsJustBeingMade() {
    // Given
    production.say("noted", "notes", "these are pounds");
    worker.holding(call -> true);
    UUID run = lab.launch(noted.launch());
    UUID first = UUID.fromString(lab.show(run).getString("inference_run"));
    await().atMost(Lab.LONG).until(() -> worker.held(first).size() == 1);

    // When
    production.say("noted", "notes", "these are yen");
    worker.release();

    // Then
    lab.awaitEnd(run);
    assertThat(currency(run)).isNull();
    assertThat(currency(inferring())).isEqualTo("USD");
  }
}
