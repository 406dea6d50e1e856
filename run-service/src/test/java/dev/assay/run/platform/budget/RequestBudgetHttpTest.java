package dev.assay.run.platform.budget;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.keyWith;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RequestBudgetHttpTest.Small.class)
@WithTestResource(RunServiceResources.class)
class RequestBudgetHttpTest {
  /** Ten requests at once, and hardly one after. */
  public static final class Small implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("assay.budget.per-minute", "1", "assay.budget.burst", "10");
    }
  }

  @Test
  void shouldRefuseAKeyThatAsksTooMuchAndNobodyElse() {
    // Given
    String busy = keyWith("read");
    String other = keyWith("read");

    // When
    Response refused =
        Stream.generate(() -> as(busy).get("/v1/runs"))
            .limit(40)
            .filter(answer -> answer.statusCode() != 200)
            .findFirst()
            .orElseThrow();

    // Then
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.jsonPath().getString("code")).isEqualTo("TOO_MANY_REQUESTS");
    assertThat(refused.header("Retry-After")).isNotNull();
    as(other).get("/v1/runs").then().statusCode(200);
  }
}
