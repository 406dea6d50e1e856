package dev.assay.run.library.providers.edit;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.common.part.ProviderRef;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class ProvidersTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final String SECRET = "sk-very-secret";

  @Inject Providers providers;
  @Inject Db db;

  private static Map<String, Object> openAi(String name) {
    Map<String, Object> body = new HashMap<>();
    body.put("name", name);
    body.put("kind", "openai");
    body.put("base_url", "https://api.example.com/v1");
    body.put("models", Map.of("gpt-x", Map.of("price_in", 1.5, "price_out", 6)));
    return body;
  }

  private static void make(Map<String, Object> body) {
    asAdmin().body(body).post("/v1/providers").then().statusCode(201);
  }

  private UUID defaultWorkspace() {
    return db.query("select id from workspaces where name = 'default'")
        .map(rows -> rows.iterator().next().getUUID("id"))
        .await()
        .atMost(LONG);
  }

  @Test
  void shouldHaveTheSimulatedProviderInEveryWorkspace() {
    // When / Then
    asAdmin()
        .get("/v1/providers/simulated")
        .then()
        .statusCode(200)
        .body("kind", equalTo("simulated"));
    as(otherWorkspaceKey())
        .get("/v1/providers")
        .then()
        .body("data.name", equalTo(List.of("simulated")));
  }

  @Test
  void shouldNeverGiveASecretBack() {
    // Given
    String name = unique("provider");
    Map<String, Object> body = openAi(name);
    body.put("credential", Map.of("value", SECRET));

    // When
    String made =
        asAdmin().body(body).post("/v1/providers").then().statusCode(201).extract().asString();

    // Then
    String read = asAdmin().get("/v1/providers/" + name).then().extract().asString();
    String list = asAdmin().get("/v1/providers?limit=500").then().extract().asString();
    assertThat(made + read + list).doesNotContain(SECRET).doesNotContain("ciphertext");
    asAdmin()
        .get("/v1/providers/" + name)
        .then()
        .body("credential.kind", equalTo("sealed"))
        .body("credential.env", nullValue());
  }

  @Test
  void shouldSealASecretForItsWorkspaceAndProvider() throws Exception {
    // Given
    String name = unique("provider");
    Map<String, Object> body = openAi(name);
    body.put("credential", Map.of("value", SECRET));
    make(body);

    // When
    ProviderRef ref = providers.ref(defaultWorkspace(), name, "gpt-x").await().atMost(LONG);

    // Then
    ProviderRef.SealedSecret sealed = ref.credential().sealed();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        new SecretKeySpec(Base64.getDecoder().decode(RunServiceResources.MASTER_KEY), "AES"),
        new GCMParameterSpec(128, Base64.getDecoder().decode(sealed.nonce())));
    cipher.updateAAD((defaultWorkspace() + "/" + name).getBytes(StandardCharsets.UTF_8));
    byte[] opened = cipher.doFinal(Base64.getDecoder().decode(sealed.ciphertext()));
    assertThat(new String(opened, StandardCharsets.UTF_8)).isEqualTo(SECRET);
    assertThat(sealed.keyId()).matches("[0-9a-f]{8}");
    assertThat(ref.pricing()).isEqualTo(new ProviderRef.Pricing(1.5, 6.0, null));
    assertThat(ref.baseUrl()).isEqualTo("https://api.example.com/v1");
  }

  @Test
  void shouldSayThatANameIsTakenBeforeItAsksForACredential() {
    // Given
    String name = unique("provider");
    Map<String, Object> body = openAi(name);
    body.put("credential", Map.of("env", "SOME_KEY"));
    make(body);

    // When / Then
    Map<String, Object> other = openAi(name);
    other.put("base_url", "https://elsewhere.example/v1");
    asAdmin()
        .body(other)
        .post("/v1/providers")
        .then()
        .statusCode(409)
        .body("code", equalTo("CONFLICT"));
  }

  @Test
  void shouldAskForTheCredentialAgainWhenTheUrlChanges() {
    // Given
    String name = unique("provider");
    Map<String, Object> body = openAi(name);
    body.put("credential", Map.of("env", "SOME_KEY"));
    make(body);

    // When / Then
    asAdmin()
        .body(Map.of("base_url", "https://evil.example/v1"))
        .patch("/v1/providers/" + name)
        .then()
        .statusCode(422)
        .body("code", equalTo("CREDENTIAL_REQUIRED"));
    Map<String, Object> put = openAi(name);
    put.put("base_url", "https://evil.example/v1");
    asAdmin()
        .body(put)
        .put("/v1/providers/" + name)
        .then()
        .statusCode(422)
        .body("code", equalTo("CREDENTIAL_REQUIRED"));
    asAdmin()
        .body(
            Map.of(
                "base_url", "https://other.example/v1", "credential", Map.of("env", "OTHER_KEY")))
        .patch("/v1/providers/" + name)
        .then()
        .statusCode(200)
        .body("credential.env", equalTo("OTHER_KEY"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'kind': 'simulated'}",
        "{'base_url': 'https://api.example.com/v2'}",
        "{'headers': {'x-upstream-host': 'evil.example'}}",
        "{'options': {'api': 'responses'}}",
      })
  void shouldAskForTheCredentialAgainWhenAnythingLeadsElsewhere(String change) {
    // Given
    String name = unique("provider");
    Map<String, Object> body = openAi(name);
    body.put("credential", Map.of("value", SECRET));
    make(body);
    JsonObject changed = new JsonObject(change.replace('\'', '"'));
    Map<String, Object> whole = openAi(name);
    whole.putAll(changed.getMap());

    // When / Then by PATCH and by PUT; a built-in kind keeps no URL
    if (!changed.containsKey("kind")) {
      asAdmin()
          .body(changed.encode())
          .patch("/v1/providers/" + name)
          .then()
          .statusCode(422)
          .body("code", equalTo("CREDENTIAL_REQUIRED"))
          .body("violations.field", hasItem("credential"));
    } else {
      whole.remove("base_url");
    }
    asAdmin()
        .body(whole)
        .put("/v1/providers/" + name)
        .then()
        .statusCode(422)
        .body("code", equalTo("CREDENTIAL_REQUIRED"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:11434/v1",
        "http://10.0.0.5/v1",
        "http://[::ffff:127.0.0.1]/v1",
        "http://2130706433/v1",
        "http://0x7f.1/v1",
        "https://user@api.example.com/v1",
        "http://169.254.169.254/latest/meta-data",
        "http://localhost:8000/v1",
      })
  void shouldRefuseAnAddressThatMayNotBeCalledHoweverItIsSaved(String url) {
    // Given
    String name = unique("provider");
    make(openAi(name));
    Map<String, Object> body = openAi(unique("provider"));
    body.put("base_url", url);
    Map<String, Object> put = openAi(name);
    put.put("base_url", url);

    // When / Then
    for (Response answer :
        List.of(
            asAdmin().body(body).post("/v1/providers"),
            asAdmin().body(put).put("/v1/providers/" + name),
            asAdmin().body(Map.of("base_url", url)).patch("/v1/providers/" + name))) {
      answer
          .then()
          .statusCode(422)
          .body("code", equalTo("EGRESS_REFUSED"))
          .body("violations.field", hasItem("base_url"));
    }
    asAdmin()
        .get("/v1/providers/" + name)
        .then()
        .body("base_url", equalTo("https://api.example.com/v1"));
  }

  @Test
  void shouldSayWhichOptionsThereAreHoweverItIsSaved() {
    // Given
    String name = unique("provider");
    make(Map.of("name", name, "kind", "simulated"));
    Map<String, Object> wrong =
        Map.of("name", name, "kind", "simulated", "options", Map.of("latancy", 5));

    // When / Then
    for (Response answer :
        List.of(
            asAdmin().body(wrong).post("/v1/providers"),
            asAdmin().body(wrong).put("/v1/providers/" + name),
            asAdmin().body(wrong).patch("/v1/providers/" + name))) {
      answer
          .then()
          .statusCode(422)
          .body("code", equalTo("VALIDATION_FAILED"))
          .body("violations.field", hasItem("options.latancy"))
          .body("detail", containsString("did you mean latency?"));
    }
  }

  @Test
  void shouldLetALimitChangeBesideOptionsThatABuildOfBeforeHasStored() {
    // Given
    String name = unique("provider");
    make(Map.of("name", name, "kind", "simulated"));
    db.query("update providers set settings = '{\"options\": {\"old\": 1}}' where name = $1", name)
        .await()
        .atMost(LONG);

    // When / Then
    asAdmin()
        .body(Map.of("limits", Map.of("rpm", 7)))
        .patch("/v1/providers/" + name)
        .then()
        .statusCode(200)
        .body("limits.rpm", equalTo(7))
        .body("options.old", equalTo(1));
  }

  @Test
  void shouldKeepTheCredentialWhenTheAddressStays() {
    // Given
    String name = unique("provider");
    Map<String, Object> body = openAi(name);
    body.put("credential", Map.of("env", "SOME_KEY"));
    make(body);

    // When / Then
    asAdmin()
        .body(Map.of("limits", Map.of("rpm", 60)))
        .patch("/v1/providers/" + name)
        .then()
        .statusCode(200)
        .body("limits.rpm", equalTo(60))
        .body("credential.env", equalTo("SOME_KEY"))
        .body("models.gpt-x.price_out", equalTo(6.0f));
  }

  @Test
  void shouldRefuseAnUnknownKindABadUrlAndASecretHeader() {
    // Given
    Map<String, Object> body = openAi(unique("provider"));
    body.put("kind", "telepathy");
    body.put("base_url", "ftp://example.com");
    body.put("headers", Map.of("Authorization", "Bearer x"));

    // When / Then
    asAdmin()
        .body(body)
        .post("/v1/providers")
        .then()
        .statusCode(422)
        .body("violations.field", hasItem("kind"))
        .body("violations.field", hasItem("base_url"))
        .body("violations.field", hasItem("headers.Authorization"));
  }

  @Test
  void shouldRefuseAPriceBelowZero() {
    // Given
    Map<String, Object> body = openAi(unique("provider"));
    body.put("models", Map.of("m", Map.of("price_in", -1)));

    // When / Then
    asAdmin()
        .body(body)
        .post("/v1/providers")
        .then()
        .statusCode(422)
        .body("violations[0].field", containsString("price_in"));
  }

  @Test
  void shouldRefuseASecondProviderOfTheSameName() {
    // Given
    String name = unique("provider");
    make(openAi(name));

    // When / Then
    asAdmin().body(openAi(name)).post("/v1/providers").then().statusCode(409);
  }

  @Test
  void shouldMakeAndReplaceByPut() {
    // Given
    String name = unique("provider");

    // When / Then
    asAdmin().body(openAi(name)).put("/v1/providers/" + name).then().statusCode(201);
    asAdmin().body(openAi(name)).put("/v1/providers/" + name).then().statusCode(200);
  }

  @Test
  void shouldHideProvidersOfAnotherWorkspace() {
    // Given
    String name = unique("provider");
    make(openAi(name));
    String other = otherWorkspaceKey();

    // When / Then
    as(other).get("/v1/providers/" + name).then().statusCode(404);
    as(other).body(Map.of("kind", "openai")).patch("/v1/providers/" + name).then().statusCode(404);
    as(other).delete("/v1/providers/" + name).then().statusCode(404);
    asAdmin().delete("/v1/providers/" + name).then().statusCode(204);
    asAdmin().get("/v1/providers/" + name).then().statusCode(404);
  }

  @Test
  void shouldNameTheKnownProvidersWhenOneIsUnknown() {
    // Given a workspace in which no other test makes providers: only the first of many are named
    UUID workspace =
        UUID.fromString(
            as(otherWorkspaceKey()).get("/v1/workspaces").jsonPath().getString("data[0].id"));

    // When / Then
    assertThatThrownBy(() -> providers.find(workspace, "nobody").await().atMost(LONG))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("nobody")
        .hasMessageContaining("simulated");
  }
}
