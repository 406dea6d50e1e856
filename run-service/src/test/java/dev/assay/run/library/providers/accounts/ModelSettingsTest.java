package dev.assay.run.library.providers.accounts;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.assay.common.json.Json;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ProviderRef;
import dev.assay.run.testing.Beside;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider's record says of a single model, as far as workers hear of it. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ModelSettingsTest {
  private static final String SETTINGS =
      """
      {"kind": "simulated", "limits": {"rpm": 600, "tpm": 9000, "max_concurrency": 40},
       "models": {"slow": {"limits": {"rpm": 6, "max_concurrency": 2},
                           "params": {"temperature": 0, "max_tokens": 100}},
                  "plain": {"price_in": 1, "limits": {}}}}
      """;

  @Inject Lab lab;
  @Beside FakeScoring scoring;

  private static String provider() {
    String name = unique("provider");
    asAdmin().body(SETTINGS).put("/v1/providers/{name}", name).then().statusCode(201);
    return name;
  }

  private ModelCall call(String model, Map<String, Object> params) {
    Map<String, Object> launch = Lab.launchOf(1);
    launch.put("target", Map.of("provider", provider(), "model", model, "params", params));
    try (FakeWorker worker = FakeWorker.start()) {
      UUID run = lab.launch(launch);
      lab.awaitEnd(run);
      return worker.calls(run).get(0);
    }
  }

  @Test
  void shouldCountAModelWithLimitsOfItsOwnApartAndTakeTheRestFromTheAccount() {
    // When
    ModelCall call = call("slow", Map.of());

    // Then
    assertThat(call.provider().limits()).isEqualTo(new ProviderRef.Limits(6, 9000L, 2));
    assertThat(call.provider().limitedModel()).isEqualTo("slow");
  }

  @Test
  void shouldLeaveOtherModelsToTheAccount() {
    ModelCall call = call("plain", Map.of());

    assertThat(call.provider().limits()).isEqualTo(new ProviderRef.Limits(600, 9000L, 40));
    assertThat(call.provider().limitedModel()).isNull();
    assertThat(call.request().params()).isEqualTo(Json.mapper().createObjectNode());
  }

  @Test
  void shouldSendTheParametersOfTheModelWhereTheRunSaysNothing() {
    ModelCall call = call("slow", Map.of("max_tokens", 7, "seed", 1));

    assertThat(call.request().params())
        .isEqualTo(
            Json.mapper()
                .createObjectNode()
                .put("temperature", 0)
                .put("max_tokens", 7)
                .put("seed", 1));
  }

  @Test
  void shouldGiveBackWhatItWasGiven() {
    asAdmin()
        .get("/v1/providers/{name}", provider())
        .then()
        .statusCode(200)
        .body("models.slow.limits.max_concurrency", equalTo(2))
        .body("models.slow.params.max_tokens", equalTo(100));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"params\": [1]} | models.m.params",
        "{\"params\": \"x\"} | models.m.params",
        "{\"limits\": {\"rpm\": 0}} | models[m].limits.rpm",
        "{\"limits\": {\"rpm\": \"6\"}} | models.m.limits.rpm",
        "{\"limits\": {\"rps\": 6}} | models.m.limits.rps"
      })
  void shouldRefuseWhatIsNoSetting(String model, String field) {
    asAdmin()
        .body("{\"kind\": \"simulated\", \"models\": {\"m\": " + model + "}}")
        .put("/v1/providers/{name}", unique("provider"))
        .then()
        .statusCode(422)
        .body("violations.field", hasItem(field));
  }
}
