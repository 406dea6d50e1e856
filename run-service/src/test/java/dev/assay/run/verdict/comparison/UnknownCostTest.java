package dev.assay.run.verdict.comparison;

import static dev.assay.run.testing.Lab.launchOf;
import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.message.ModelCall;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.Answer;
import dev.assay.common.part.Usage;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A price or a usage that nobody knows is null all the way, and never 0. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class UnknownCostTest {
  @Inject Lab lab;
  @Beside FakeWorker worker;
  @Beside FakeScoring scoring;

  private static ModelReply costing(ModelCall call, Double cost) {
    Answer a = Replies.right(call).answer();
    Answer answer =
        new Answer(
            a.output(), null, "stop", null, null, a.usage(), 20L, null, cost, "sim", "r", false);
    return new ModelReply(
        call.unit(),
        "fake",
        answer,
        null,
        null,
        List.of(Replies.paid(call, new Usage(10, 0, 5, 0), cost)),
        call.context());
  }

  @Test
  void shouldNotTakeAnUnknownCostForNothing() {
    // Given a run that cost 0.03, and one of which the cost of one call is not known
    worker.answeringOne(call -> costing(call, 0.01));
    UUID known = lab.launch(launchOf(3));
    lab.awaitEnd(known);
    worker.answeringOne(call -> costing(call, call.unit().n() == 1 ? null : 0.01));
    UUID unknown = lab.launch(launchOf(3));
    JsonPath end = lab.awaitEnd(unknown);

    // Then the run says at least what it knows
    assertThat((Object) end.get("cost")).isNull();
    assertThat(end.getDouble("known_cost")).isBetween(0.0199, 0.0201);
    assertThat((Object) end.get("summary.usage.candidate.billed.cost")).isNull();

    // and so do a comparison, a page and a table
    JsonPath compared =
        asAdmin()
            .get("/v1/comparisons?runs={a},{b}", known, unknown)
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(compared.getDouble("sides[0].cost")).isBetween(0.0299, 0.0301);
    assertThat((Object) compared.get("sides[1].cost")).isNull();
    String page = asAdmin().get("/v1/runs/{id}/export?format=html", unknown).asString();
    assertThat(page).contains("at least 0.020000").doesNotContain("0.00<");
    List<String> rows =
        asAdmin().get("/v1/runs/{id}/export?format=csv", unknown).asString().lines().toList();
    int cost = List.of(rows.get(0).split(",")).indexOf("billed_cost");
    assertThat(rows.get(1).split(",", -1)[cost]).isEqualTo("0.01");
    assertThat(rows.get(2).split(",", -1)[cost]).isEmpty();
  }
}
