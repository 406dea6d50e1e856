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

/** Variables of the workers' environment, which go only where the operator lets them. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class GrantedCredentialsTest {
  private static Map<String, Object> provider(String kind, String url, String variable) {
    Map<String, Object> body = new HashMap<>();
    body.put("kind", kind);
    if (url != null) {
      body.put("base_url", url);
    }
    body.put("credential", Map.of("env", variable));
    return body;
  }

  @ParameterizedTest
  @CsvSource({
    "openai, https://evil.example.com/v1, OPENAI_API_KEY",
    "openai, https://api.openai.com.example.com/v1, OPENAI_API_KEY",
    "openai, , ANTHROPIC_API_KEY",
    "anthropic, https://api.anthropic.com, PATH"
  })
  void shouldRefuseToSendAVariableElsewhere(String kind, String url, String variable) {
    asAdmin()
        .body(provider(kind, url, variable))
        .put("/v1/providers/" + unique("provider"))
        .then()
        .statusCode(422)
        .body("violations[0].field", equalTo("credential.env"))
        .body("detail", containsString(variable))
        .body("detail", containsString("ASSAY_CREDENTIAL_ENV"));
  }

  @ParameterizedTest
  @CsvSource({
    "openai, , OPENAI_API_KEY",
    "anthropic, https://api.anthropic.com, ANTHROPIC_API_KEY"
  })
  void shouldLetTheVariablesOfVendorsGoToTheseVendors(String kind, String url, String variable) {
    asAdmin()
        .body(provider(kind, url, variable))
        .put("/v1/providers/" + unique("provider"))
        .then()
        .statusCode(201);
  }

  @Test
  void shouldLookAgainWhenTheAddressChanges() {
    // Given
    String path = "/v1/providers/" + unique("provider");
    asAdmin().body(provider("openai", null, "OPENAI_API_KEY")).put(path).then().statusCode(201);

    // When, then
    asAdmin()
        .body(
            Map.of(
                "base_url",
                "https://evil.example.com/v1",
                "credential",
                Map.of("env", "OPENAI_API_KEY")))
        .patch(path)
        .then()
        .statusCode(422);
    asAdmin().get(path).then().body("base_url", equalTo(null));
  }
}
