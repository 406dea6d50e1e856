package dev.assay.run.traffic.requests;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions that are larger than what is deleted at a time. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SessionDeletionTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final int RECORDS = 1_203;
  private static final int SPANS = 5_007;

  @Inject Lab lab;
  private final String session = unique("session");
  private String key;

  @BeforeEach
  void begin() {
    key = otherWorkspaceKey();
  }

  private UUID logged() {
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(
          Map.of(
              "id", session + "-" + i, "session", session, "response", "x", "trace_id", session));
    }
    records.add(Map.of("id", session + "-other", "session", session + "-other", "response", "x"));
    as(key).body(records).post("/v1/traffic/requests").then().statusCode(200);
    as(key)
        .body(
            List.of(
                said("request", session + "-7"),
                said("span", session + "-s1"),
                said("chat", session),
                said("request", session + "-other")))
        .post("/v1/feedback")
        .then()
        .statusCode(200);
    UUID workspace =
        lab.one("select workspace_id from traffic_ids where id = $1", session + "-0")
            .getUUID("workspace_id");
    lab.alter(
        ("insert into traffic_spans (workspace_id, trace_id, span_id, at, ended_at, root, kind,"
                + " name, failed, span, bytes) select '%s', '%s', 's' || i, now(), now(), false,"
                + " 'tool', 'search', false, '{}', 2 from generate_series(1, %d) i")
            .formatted(workspace, session, SPANS));
    return workspace;
  }

  private static Map<String, Object> said(String type, String id) {
    return Map.of("entity_type", type, "entity_id", id, "notes", "hm");
  }

  private long left(String table, UUID workspace) {
    return lab.one("select count(*) as n from " + table + " where workspace_id = $1", workspace)
        .getLong("n");
  }

  private int delete() {
    return as(key)
        .delete("/v1/traffic/requests?session=" + session)
        .then()
        .statusCode(200)
        .extract()
        .path("deleted");
  }

  @Test
  void shouldDeleteAllOfALargeSessionAndNothingElse() {
    // Given
    UUID workspace = logged();

    // When
    int deleted = delete();

    // Then
    assertThat(deleted).isEqualTo(RECORDS);
    assertThat(left("traffic_ids", workspace)).isEqualTo(1);
    assertThat(left("traffic", workspace)).isEqualTo(1);
    assertThat(left("traffic_spans", workspace)).isZero();
    assertThat(left("feedback", workspace)).as("what was said of the other").isEqualTo(1);
    assertThat(delete()).isZero();
  }

  @Test
  void shouldKeepWhatIsDeletedWhenItIsInterrupted() throws Exception {
    // Given somebody who works at what goes last
    UUID workspace = logged();
    try (Connection elsewhere = lab.asOwner();
        Statement statement = elsewhere.createStatement()) {
      elsewhere.setAutoCommit(false);
      statement.execute(
          "select 1 from feedback where entity_type = 'chat' and entity_id = '%s' for update"
              .formatted(session));

      // When
      CompletableFuture<Integer> deleting = CompletableFuture.supplyAsync(this::delete);

      // Then all else is gone for everybody
      await()
          .atMost(LONG)
          .untilAsserted(() -> assertThat(left("traffic_ids", workspace)).isEqualTo(1));
      assertThat(left("traffic_spans", workspace)).isZero();
      elsewhere.rollback();
      assertThat(deleting.get(LONG.toMinutes(), TimeUnit.MINUTES)).isEqualTo(RECORDS);
    }
    assertThat(left("feedback", workspace)).isEqualTo(1);
  }
}
