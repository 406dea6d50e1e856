package dev.assay.run.traffic.improve;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What asking for a better version may cost, and that a double click pays once. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class OptimizeOnceTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;
  private Improving improving;

  @BeforeEach
  void begin() {
    improving = new Improving(lab);
  }

  @Test
  void shouldAskOnceAtATimeForASkill() throws Exception {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    worker.holding(Improving::isProposal);

    // When it is asked for twice at once
    List<CompletableFuture<Response>> clicks =
        Stream.of(1, 2).map(i -> CompletableFuture.supplyAsync(() -> begun(run))).toList();
    List<Response> answers = new ArrayList<>();
    for (CompletableFuture<Response> click : clicks) {
      answers.add(click.get(Lab.LONG.toSeconds(), TimeUnit.SECONDS));
    }
    answers.sort(Comparator.comparing(Response::statusCode));

    // Then one is refused, and says what it waits for
    Response begun = answers.get(0);
    begun.then().statusCode(202);
    answers
        .get(1)
        .then()
        .statusCode(409)
        .body("code", equalTo("ILLEGAL_STATE"))
        .body("detail", containsString("improvement " + begun.path("id")))
        .body("detail", containsString("run " + begun.path("model_run")));
    asAdmin().get("/v1/improvements?run=" + run).then().body("data", hasSize(1));
    asAdmin()
        .get("/v1/runs?purpose=optimization&q=improve " + improving.skill())
        .then()
        .body("data", hasSize(1));

    // And when that one has ended another one may begin
    lab.act(UUID.fromString(begun.path("model_run")), "cancel");
    Improving.awaitEnd(UUID.fromString(begun.path("id")));
    begun(run).then().statusCode(202);
  }

  private static Response begun(UUID run) {
    return asAdmin().body(Map.of()).post("/v1/runs/{id}/optimize", run);
  }

  @Test
  void shouldBoundWhatTheModelMaySpend() {
    // Given
    improving.save("Read the document.");
    UUID run = improving.evaluated();
    Improving.proposing(worker, Improving.BETTER);

    // When
    JsonPath usual = Improving.awaitEnd(Improving.optimize(run));
    JsonPath given = Improving.awaitEnd(Improving.optimize(run, "budget", map("max_tokens", 9000)));

    // Then
    assertThat(budget(usual)).isEqualTo(500_000);
    assertThat(budget(given)).isEqualTo(9_000);
  }

  private int budget(JsonPath improvement) {
    return lab.show(UUID.fromString(improvement.getString("model_run")))
        .getInt("budget.max_tokens");
  }
}
