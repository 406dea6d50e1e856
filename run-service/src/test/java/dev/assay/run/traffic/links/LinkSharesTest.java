package dev.assay.run.traffic.links;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.asNobody;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Who gets a place when many say something by links at once. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class LinkSharesTest {
  private static final String WAITING =
      "select 1 from pg_stat_activity where wait_event_type = 'Lock'"
          + " and query like 'update feedback_links set used%'";

  @Inject Lab lab;
  private final String entity = unique("answer");

  private String link(int uses) {
    return link(asAdmin(), uses);
  }

  private String link(RequestSpecification who, int uses) {
    return who.body(Map.of("entity_type", "request", "entity_id", entity, "uses", uses))
        .post("/v1/feedback/links")
        .then()
        .statusCode(201)
        .extract()
        .path("token");
  }

  private static ValidatableResponse give(String token) {
    return asNobody().body(Map.of("rating", 1)).post("/v1/feedback/by-link/" + token).then();
  }

  @Test
  void shouldLeaveRoomForTheLinksOfOtherWorkspaces() throws Exception {
    // Given a link whose use takes as long as somebody works at it
    String slow = link(100);
    String same = link(1);
    String other = link(as(otherWorkspaceKey()), 1);
    ExecutorService people = Executors.newFixedThreadPool(4);
    try (Connection elsewhere = lab.asOwner();
        Statement statement = elsewhere.createStatement()) {
      elsewhere.setAutoCommit(false);
      statement.execute(
          "select 1 from feedback_links where entity_id = '%s' and uses = 100 for update"
              .formatted(entity));
      List<Future<Integer>> waiting = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        waiting.add(people.submit(() -> give(slow).extract().statusCode()));
      }
      await().atMost(Duration.ofMinutes(4)).until(() -> lab.all(WAITING).size() == 4);

      // When / Then
      give(same).statusCode(429).body("code", equalTo("TOO_MANY_REQUESTS"));
      give(other).statusCode(201);
      elsewhere.rollback();
      for (Future<Integer> one : waiting) {
        assertThat(one.get()).isEqualTo(201);
      }
    }
    people.shutdown();
    give(same).statusCode(201);
  }
}
