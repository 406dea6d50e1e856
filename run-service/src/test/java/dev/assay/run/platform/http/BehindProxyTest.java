package dev.assay.run.platform.http;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.asNobody;
import static dev.assay.run.testing.TestApi.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;

import dev.assay.common.testing.FreePort;
import dev.assay.run.platform.db.pool.Listening;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.Cookie;
import io.vertx.pgclient.SslMode;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** As docs/operations.md says for a server behind a proxy. */
@QuarkusTest
@TestProfile(BehindProxyTest.Server.class)
@WithTestResource(RunServiceResources.class)
class BehindProxyTest {
  @ConfigProperty(name = "assay.management.port")
  int management;

  @Inject Listening listening;

  /** What such a server is configured with. */
  public static final class Server implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "quarkus.http.proxy.proxy-address-forwarding", "true",
          "quarkus.http.proxy.allow-x-forwarded", "true",
          "quarkus.http.proxy.trusted-proxies", "127.0.0.1",
          "quarkus.http.host", "0.0.0.0",
          "assay.http.allowed-hosts", "assay.example",
          "quarkus.datasource.reactive.postgresql.ssl-mode", "prefer",
          "assay.management.port", String.valueOf(FreePort.find()));
    }
  }

  private static Cookie session(String proto) {
    return asNobody()
        .header("X-Forwarded-Proto", proto)
        .body(Map.of("token", RunServiceResources.ADMIN_KEY))
        .post("/v1/session")
        .then()
        .statusCode(201)
        .extract()
        .detailedCookie("assay_session");
  }

  @Test
  void shouldSecureTheCookieWhenTheProxyWasAskedByHttps() {
    assertThat(session("https").isSecured()).isTrue();
    assertThat(session("http").isSecured()).isFalse();
  }

  @Test
  void shouldNameTheClientInTheLogOfChanges() {
    // When
    String path = "/v1/datasets/" + unique("proxied");
    asAdmin().header("X-Forwarded-For", "198.51.100.7").delete(path).then().statusCode(404);

    // Then
    asAdmin()
        .queryParam("object", path)
        .get("/v1/audit")
        .then()
        .body("data.address", contains("198.51.100.7"));
  }

  @Test
  void shouldServeMetricsAndHealthOnTheirOwnPortOnly() {
    for (String path : new String[] {"/q/metrics", "/q/health", "/q/health/live", "/q/info"}) {
      asNobody().get(path).then().statusCode(404);
    }
    given()
        .port(management)
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("assay_"));
    given().port(management).get("/q/health/live").then().statusCode(200);
    given().port(management).get("/v1/session").then().statusCode(404);
    given().port(management).get("/q/../v1/session").then().statusCode(404);
    asNobody().get("/v1/session").then().statusCode(401);
  }

  @Test
  void shouldAnswerToTheNamesThatAreSaidAndToWhoLooksAfterIt() {
    asNobody().header("Host", "assay.example").get("/v1/session").then().statusCode(401);
    asNobody()
        .header("Host", "rebound.example")
        .get("/v1/session")
        .then()
        .statusCode(403)
        .body(containsString("assay.http.allowed-hosts"));
    given()
        .port(management)
        .header("Host", "10.1.2.3:9000")
        .get("/q/health/live")
        .then()
        .statusCode(200);
  }

  @Test
  void shouldListenToTheDatabaseAsThePoolsReachIt() {
    assertThat(listening.options().getSslMode()).isEqualTo(SslMode.PREFER);
  }
}
