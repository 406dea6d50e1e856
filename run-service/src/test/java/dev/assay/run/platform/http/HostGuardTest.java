package dev.assay.run.platform.http;

import static dev.assay.run.testing.TestApi.asAdmin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class HostGuardTest {
  @Test
  void shouldNotAnswerToANameThatIsNotLoopback() {
    // When / Then
    asAdmin()
        .header("Host", "rebound.example:7400")
        .get("/v1/session")
        .then()
        .statusCode(403)
        .contentType("application/problem+json")
        .body("code", equalTo("FORBIDDEN"));
  }

  @Test
  void shouldAnswerToLoopbackByAnyName() {
    // When / Then
    asAdmin().header("Host", "localhost:1").get("/v1/session").then().statusCode(200);
    asAdmin().header("Host", "[::1]:7400").get("/v1/session").then().statusCode(200);
  }

  @Test
  void shouldTakeThePortFromAHost() {
    // When / Then
    assertThat(HostGuard.withoutPort("localhost:80")).isEqualTo("localhost");
    assertThat(HostGuard.withoutPort("[::1]:80")).isEqualTo("[::1]");
    assertThat(HostGuard.withoutPort("[::1]")).isEqualTo("[::1]");
    assertThat(HostGuard.withoutPort("127.0.0.1")).isEqualTo("127.0.0.1");
  }
}
