package dev.assay.run.platform.access;

import static dev.assay.run.testing.TestApi.asNobody;
import static dev.assay.run.testing.TestApi.unique;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.assay.run.testing.Lab;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Cookie;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class SessionTest {
  @Inject Lab lab;
  @Inject TokenVerifier verifier;

  private static Cookie login() {
    return asNobody()
        .body(Map.of("token", RunServiceResources.ADMIN_KEY))
        .post("/v1/session")
        .then()
        .statusCode(201)
        .extract()
        .detailedCookie("assay_session");
  }

  private static RequestSpecification with(Cookie cookie) {
    return given().cookie("assay_session", cookie.getValue()).contentType(ContentType.JSON);
  }

  @Test
  void shouldExchangeAKeyForACookieThatScriptsCannotRead() {
    // When
    Cookie cookie = login();

    // Then
    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.getSameSite()).isEqualToIgnoringCase("Strict");
    assertThat(cookie.getMaxAge()).isPositive();
    with(cookie)
        .get("/v1/session")
        .then()
        .statusCode(200)
        .body("workspace", equalTo("default"))
        .body("scopes", hasItems("admin", "read", "run", "write"));
  }

  @Test
  void shouldRefuseAWrongToken() {
    // When / Then
    asNobody()
        .body(Map.of("token", "as_nonsense"))
        .post("/v1/session")
        .then()
        .statusCode(401)
        .body("code", equalTo("UNAUTHENTICATED"));
  }

  @Test
  void shouldRefuseAChangeThatAnotherSiteAsksFor() {
    // Given
    Cookie cookie = login();
    Map<String, String> body = Map.of("name", unique("dataset"));

    // When / Then
    with(cookie).body(body).post("/v1/datasets").then().statusCode(403);
    with(cookie)
        .header("Sec-Fetch-Site", "cross-site")
        .body(body)
        .post("/v1/datasets")
        .then()
        .statusCode(403)
        .body("code", equalTo("FORBIDDEN"));
    with(cookie)
        .header("Origin", "http://evil.example")
        .body(body)
        .post("/v1/datasets")
        .then()
        .statusCode(403);
    with(cookie)
        .header("Sec-Fetch-Site", "same-origin")
        .body(body)
        .post("/v1/datasets")
        .then()
        .statusCode(201);
  }

  @Test
  void shouldEndTheSession() {
    // Given
    Cookie cookie = login();

    // When
    with(cookie)
        .header("Sec-Fetch-Site", "same-origin")
        .delete("/v1/session")
        .then()
        .statusCode(204);

    // Then
    with(cookie).get("/v1/session").then().statusCode(401);
  }

  @Test
  void shouldLetSomebodyWithAnEndedSessionStartAnother() {
    // When / Then
    given()
        .cookie("assay_session", "ended-long-ago")
        .contentType(ContentType.JSON)
        .body(Map.of("token", RunServiceResources.ADMIN_KEY))
        .post("/v1/session")
        .then()
        .statusCode(201);
    given().cookie("assay_session", "ended-long-ago").get("/v1/keys").then().statusCode(401);
  }

  @Test
  void shouldNotKnowASessionPastItsEnd() {
    // Given a session whose end is past, and one that ends while it is in use
    Cookie over = login();
    Cookie ending = login();
    lab.all("update sessions set expires_at = now() - interval '1 s' where sha256 = $1", sha(over));
    lab.all(
        "update sessions set expires_at = now() + interval '3 s' where sha256 = $1", sha(ending));
    with(ending).get("/v1/session").then().statusCode(200);

    // When / Then
    with(over).get("/v1/session").then().statusCode(401);
    await().atMost(Lab.LONG).until(() -> with(ending).get("/v1/session").statusCode() == 401);
  }

  @Test
  void shouldBelieveNobodyPastTheirEndAlsoFromMemory() {
    // Given
    Instant end = Instant.parse("2026-01-01T00:00:00Z");
    Verified verified = new Verified(new Caller(null, null, Set.of()), "w", end);

    // When / Then
    assertThat(verified.validAt(end.minusMillis(1))).isTrue();
    assertThat(verified.validAt(end)).isFalse();
  }

  @Test
  void shouldEndOnlyTheSessionOfTheCookie() {
    // Given
    Cookie one = login();
    Cookie other = login();

    // When
    with(one).header("Sec-Fetch-Site", "same-origin").delete("/v1/session").then().statusCode(204);
    asNobody().delete("/v1/session").then().statusCode(204);

    // Then
    with(one).get("/v1/session").then().statusCode(401);
    with(other).get("/v1/session").then().statusCode(200);
  }

  @Test
  void shouldKeepWhatIsBelievedWhenSomebodyWithoutASessionEndsIt() {
    // Given a token that is believed for some seconds, whatever the database says meanwhile
    Cookie cookie = login();
    with(cookie).get("/v1/session").then().statusCode(200);
    int known = verifier.known();

    // When
    asNobody().delete("/v1/session").then().statusCode(204);

    // Then
    assertThat(known).isPositive();
    assertThat(verifier.known()).isEqualTo(known);
  }

  private static Buffer sha(Cookie cookie) {
    return Buffer.buffer(Tokens.sha256(cookie.getValue()));
  }
}
