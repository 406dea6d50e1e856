package dev.assay.run.library.providers.edit;

import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.unique;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workers' own identity at a cloud, which is used only where the operator lets it be. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class AmbientCredentialsTest {
  private static Map<String, Object> provider(String kind, String url, Object options) {
    Map<String, Object> body = new HashMap<>();
    body.put("kind", kind);
    if (url != null) {
      body.put("base_url", url);
    }
    if (options != null) {
      body.put("options", options);
    }
    body.put("credential", Map.of("ambient", true));
    return body;
  }

  @Test
  void shouldBeStoredAndShownWhereTheOperatorLetsItBeUsed() {
    // Given
    String path = "/v1/providers/" + unique("provider");

    // When, then
    asAdmin()
        .body(provider("bedrock", null, Map.of("region", "eu-west-1")))
        .put(path)
        .then()
        .statusCode(201)
        .body("credential.kind", equalTo("ambient"))
        .body("credential.env", equalTo(null));
    asAdmin().get(path).then().body("credential.kind", equalTo("ambient"));
  }

  @ParameterizedTest
  @CsvSource({
    "bedrock, https://evil.example.com, evil.example.com",
    "gemini, https://evil.example.com, evil.example.com",
    "azure_openai, https://my-resource.openai.azure.com, ASSAY_AMBIENT_CREDENTIALS",
    "openai, , The kind openai",
    "anthropic, , The kind anthropic",
  })
  void shouldBeRefusedElsewhere(String kind, String url, String why) {
    Object options = kind.equals("bedrock") ? Map.of("region", "eu-west-1") : null;
    asAdmin()
        .body(provider(kind, url, options))
        .put("/v1/providers/" + unique("provider"))
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("credential.ambient"))
        .body("detail", containsString(why));
  }

  @Test
  void shouldNotMoveToAnotherPlaceWithoutBeingGivenAgain() {
    // Given
    String path = "/v1/providers/" + unique("provider");
    asAdmin().body(provider("gemini", null, null)).put(path).then().statusCode(201);

    // When, then
    asAdmin()
        .body(Map.of("base_url", "https://evil.example.com"))
        .patch(path)
        .then()
        .statusCode(422)
        .body("code", equalTo("CREDENTIAL_REQUIRED"));
  }

  @Test
  void shouldBeTheOnlyOneGiven() {
    asAdmin()
        .body(
            Map.of(
                "kind", "gemini", "credential", Map.of("ambient", true, "env", "GEMINI_API_KEY")))
        .put("/v1/providers/" + unique("provider"))
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("credential"));
    asAdmin()
        .body(Map.of("kind", "gemini", "credential", Map.of("ambient", false)))
        .put("/v1/providers/" + unique("provider"))
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("credential"));
  }
}
