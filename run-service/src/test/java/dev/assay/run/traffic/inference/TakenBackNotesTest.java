package dev.assay.run.traffic.inference;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Production;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Notes that are said anew, or taken back, at the moment in which their correction is stored. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class TakenBackNotesTest {
  @Inject Lab lab;
  @Inject InferredFeedback feedback;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private final Production production = new Production();
  private final Noted noted = new Noted(production);

  @BeforeEach
  void three() {
    noted.three();
  }

  private UUID note() {
    return UUID.fromString(noted.said("noted").getString("data[0].id"));
  }

  /** A run that has an answer of which nobody has made a correction yet. */
  private UUID answered() {
    worker.holding(call -> true).answeringOne(Noted::dollars);
    UUID run = lab.launch(noted.launch());
    UUID first = UUID.fromString(lab.show(run).getString("inference_run"));
    await().atMost(Lab.LONG).until(() -> worker.held(first).size() == 1);
    lab.all("update runs set waits_for = null where id = $1", run);
    worker.release();
    lab.awaitEnd(first);
    return first;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private long corrections() {
    return lab.one(
            "select count(*) as n from feedback where entity_id = $1 and inferred",
            production.skill() + "-noted")
        .getLong("n");
  }

  @Test
  void shouldLeaveNoCorrectionOfANoteThatIsBeingSaidAnew() throws SQLException {
    // Given
    UUID first = answered();
    try (Connection other = lab.asOwner()) {
      other.setAutoCommit(false);
      execute(other, "update feedback set replaced_at = now() where id = '" + note() + "'");

      // When
      feedback.store(first).await().atMost(Lab.LONG);
      other.commit();
    }

    // Then
    assertThat(corrections()).isZero();
  }

  @Test
  void shouldLeaveNoCorrectionOfANoteThatIsDeletedMeanwhile() throws SQLException {
    shouldGoWithItsNote("/v1/feedback/" + note());
  }

  @Test
  void shouldLeaveNoCorrectionOfAnAnswerThatIsDeletedMeanwhile() throws SQLException {
    shouldGoWithItsNote("/v1/traffic/requests/" + production.skill() + "-noted");
  }

  private void shouldGoWithItsNote(String path) throws SQLException {
    try (Connection other = lab.asOwner()) {
      // Given a correction that is being stored
      other.setAutoCommit(false);
      execute(
          other,
          "insert into feedback (id, workspace_id, entity_type, entity_id, response, at, inferred,"
              + " inferred_from) select gen_random_uuid(), workspace_id, entity_type, entity_id,"
              + " '{}', now(), true, id from feedback where id = '"
              + note()
              + "'");

      // When
      CompletableFuture<Integer> deleted =
          CompletableFuture.supplyAsync(() -> asAdmin().delete(path).statusCode());
      await().atMost(Lab.LONG).until(() -> waiting() > 0);
      other.commit();

      // Then
      assertThat(deleted.join()).isEqualTo(204);
    }
    assertThat(corrections()).isZero();
  }

  private long waiting() {
    return lab.one("select count(*) as n from pg_locks where not granted").getLong("n");
  }
}
