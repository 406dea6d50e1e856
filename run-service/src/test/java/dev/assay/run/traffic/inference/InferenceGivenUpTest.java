package dev.assay.run.traffic.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.common.status.RunStatus;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A run that waits for corrections which cannot be stored, whenever that is tried. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class InferenceGivenUpTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final Production production = new Production();
  private final Noted noted = new Noted(production);

  @AfterEach
  void heal() {
    lab.alter("drop trigger if exists trouble on feedback");
    lab.alter("drop function if exists trouble()");
  }

  @Test
  void shouldGoOnWithoutThemAndSaySo() {
    // Given
    noted.three();
    worker.answeringOne(Noted::dollars);
    lab.alter(
        "create function trouble() returns trigger language plpgsql as"
            + " $$ begin raise exception 'a secret' using errcode = '22P05'; end $$");
    lab.alter(
        "create trigger trouble before insert on feedback for each row when (new.inferred)"
            + " execute function trouble()");

    // When
    UUID run = lab.launch(noted.launch());
    await()
        .atMost(Lab.LONG)
        .until(
            () -> {
              lab.all("update sequel_troubles set rests_until = now() where id = $1", run);
              return RunStatus.of(lab.show(run).getString("status")).isTerminal();
            });

    // Then
    JsonPath end = lab.awaitEnd(run);
    assertThat(end.getString("status")).isEqualTo("successful");
    assertThat(end.<String>get("waits_for")).isNull();
    assertThat(end.getList("warnings.code")).containsExactly("NOT_INFERRED");
    assertThat(end.getString("warnings[0].message"))
        .contains("failed 5 times in a row (SQLSTATE 22P05) and was given up.");
    JsonPath outcome = Noted.outcome(run);
    assertThat(outcome.getInt("human.samples")).isEqualTo(1);
    assertThat(outcome.getInt("inferred.samples")).isZero();
  }
}
