package dev.assay.run.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Requests with a key, for tests. */
public final class TestApi {
  private TestApi() {}

  /** JSON request with the admin key of the workspace {@code default}. */
  public static RequestSpecification asAdmin() {
    return as(RunServiceResources.ADMIN_KEY);
  }

  /** JSON request with the given key. */
  public static RequestSpecification as(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .contentType(ContentType.JSON)
        .accept("*/*");
  }

  /** JSON request without any key. */
  public static RequestSpecification asNobody() {
    return given().contentType(ContentType.JSON).accept("*/*");
  }

  /** Makes another workspace and returns its first admin key. */
  public static String otherWorkspaceKey() {
    return asAdmin()
        .body(Map.of("name", unique("workspace")))
        .post("/v1/workspaces")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  /** A new key of the workspace {@code default} with exactly these scopes. */
  public static String keyWith(String... scopes) {
    return asAdmin()
        .body(Map.of("name", unique("key"), "scopes", scopes))
        .post("/v1/keys")
        .then()
        .statusCode(201)
        .extract()
        .path("key");
  }

  /** The OpenAPI document as it is served, in JSON. */
  public static byte[] servedDocument() {
    return given()
        .queryParam("format", "json")
        .get("/openapi")
        .then()
        .statusCode(200)
        .extract()
        .asByteArray();
  }

  /** A map that, unlike {@link Map#of}, may hold nulls. */
  public static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new HashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** A name nobody else uses: {@code prefix-…}. */
  public static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
