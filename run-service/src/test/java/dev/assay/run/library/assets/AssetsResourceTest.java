package dev.assay.run.library.assets;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.asNobody;
import static dev.assay.run.testing.TestApi.keyWith;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.testing.FakeScoring;
import dev.assay.run.testing.FakeWorker;
import dev.assay.run.testing.Lab;
import dev.assay.run.testing.Replies;
import dev.assay.run.testing.RunServiceResources;
import dev.assay.run.testing.TestApi;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class AssetsResourceTest {
  @Inject Lab lab;

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] fresh() {
    return TestApi.unique("image").getBytes(StandardCharsets.UTF_8);
  }

  private static ValidatableResponse put(String key, String sha256, String type, byte[] bytes) {
    EncoderConfig asBytes =
        EncoderConfig.encoderConfig().encodeContentTypeAs(type, ContentType.BINARY);
    return as(key)
        .config(RestAssuredConfig.config().encoderConfig(asBytes))
        .contentType(type)
        .body(bytes)
        .put("/v1/assets/" + sha256)
        .then();
  }

  private static String upload(String type, byte[] bytes) throws Exception {
    put(RunServiceResources.ADMIN_KEY, sha256(bytes), type, bytes).statusCode(201);
    return sha256(bytes);
  }

  @Test
  void shouldStoreBytesOnceAndGiveThemBack() throws Exception {
    // Given
    byte[] bytes = fresh();
    String name = sha256(bytes);

    // When / Then
    put(RunServiceResources.ADMIN_KEY, name, "image/png", bytes)
        .statusCode(201)
        .header("Location", containsString("/v1/assets/" + name))
        .body("sha256", equalTo(name))
        .body("media_type", equalTo("image/png"))
        .body("size", equalTo(bytes.length));
    put(RunServiceResources.ADMIN_KEY, name, "text/plain", bytes)
        .statusCode(200)
        .body("media_type", equalTo("image/png"));
    byte[] read =
        asAdmin()
            .get("/v1/assets/" + name)
            .then()
            .statusCode(200)
            .header("Content-Type", startsWith("image/png"))
            .header("X-Content-Type-Options", "nosniff")
            .header("Content-Disposition", "inline")
            .extract()
            .asByteArray();
    assertThat(read).isEqualTo(bytes);
  }

  @Test
  void shouldNeverLetABrowserShowWhatIsNotAnImage() throws Exception {
    for (String type : List.of("text/html", "image/svg+xml", "application/pdf")) {
      // Given
      String name = upload(type, fresh());

      // When / Then
      asAdmin()
          .get("/v1/assets/" + name)
          .then()
          .statusCode(200)
          .header("Content-Disposition", startsWith("attachment"))
          .header("Content-Security-Policy", containsString("sandbox"))
          .header("X-Content-Type-Options", "nosniff");
    }
  }

  @Test
  void shouldNotShowAnAssetToAnotherWorkspace() throws Exception {
    // Given
    byte[] bytes = fresh();
    String name = upload("image/png", bytes);
    String other = otherWorkspaceKey();

    // When / Then
    as(other).get("/v1/assets/" + name).then().statusCode(404);
    put(other, name, "image/png", bytes).statusCode(201);
    as(other).get("/v1/assets/" + name).then().statusCode(200);
  }

  @Test
  void shouldAskForTheScope() throws Exception {
    // Given
    byte[] bytes = fresh();

    // When / Then
    put(keyWith("read"), sha256(bytes), "image/png", bytes).statusCode(403);
    asNobody().get("/v1/assets/" + sha256(bytes)).then().statusCode(401);
  }

  @Test
  void shouldRefuseWhatIsNotWhatItSays() throws Exception {
    // Given
    byte[] bytes = fresh();
    String admin = RunServiceResources.ADMIN_KEY;

    // When / Then
    put(admin, sha256(fresh()), "image/png", bytes)
        .statusCode(422)
        .body("detail", containsString(sha256(bytes)));
    put(admin, "ABC", "image/png", bytes)
        .statusCode(422)
        .body(
            "violations",
            equalTo(
                List.of(
                    Map.of(
                        "field",
                        "sha256",
                        "message",
                        "must be 64 hexadecimal digits in lower case"))));
  }

  @Test
  void shouldRefuseWhatIsTooLarge() throws Exception {
    // Given
    byte[] large = new byte[20 * 1024 * 1024 + 1];

    // When / Then
    put(RunServiceResources.ADMIN_KEY, sha256(large), "image/png", large)
        .statusCode(413)
        .body("detail", containsString("assay.assets.max-bytes"));
  }

  @Test
  void shouldGiveWorkersThePermissionToFetchTheAssetsOfACall() throws Exception {
    // Given
    byte[] bytes = fresh();
    String name = upload("image/png", bytes);
    try (FakeScoring scoring = FakeScoring.start();
        FakeWorker worker = FakeWorker.start().answeringOne(Replies::wrong)) {
      Map<String, Object> launch = Lab.launchOf(1);
      launch.put(
          "dataset",
          Map.of(
              "name",
              TestApi.unique("images"),
              "items",
              List.of(
                  Map.of(
                      "id",
                      "cat",
                      "input",
                      "What is this?",
                      "expected",
                      "a cat",
                      "assets",
                      List.of(
                          Map.of("kind", "image", "ref", name),
                          Map.of("kind", "image", "url", "https://example.com/a.png"),
                          Map.of("kind", "document", "ref", name),
                          Map.of("kind", "audio", "ref", name))))));

      // When
      UUID run = lab.launch(launch);
      await().atMost(Lab.LONG).until(() -> worker.calls(run).size() == 1);
      lab.awaitEnd(run);

      // Then
      JsonNode content = worker.calls(run).get(0).request().messages().get(0).content();
      assertThat(content.at("/0/text").asText()).isEqualTo("What is this?");
      assertThat(content.at("/2/image_url/url").asText()).isEqualTo("https://example.com/a.png");
      String url = content.at("/1/image_url/url").asText();
      assertThat(url).startsWith("asset:" + name + "?workspace=");
      assertThat(content.at("/3/file/file_data").asText()).isEqualTo(url);
      assertThat(content.at("/4/input_audio/data").asText()).isEqualTo(url);
      String query = url.substring(url.indexOf('?') + 1);
      String path = "/v1/assets/" + name + "/content?";
      byte[] read =
          asNobody()
              .urlEncodingEnabled(false)
              .get(path + query)
              .then()
              .statusCode(200)
              .extract()
              .asByteArray();
      assertThat(read).isEqualTo(bytes);
      for (String forged :
          List.of(
              "workspace=" + UUID.randomUUID(),
              query.replaceFirst("expires=\\d", "expires=9"),
              query.replaceFirst("expires=\\d+", "expires=1"),
              query.replaceFirst("signature=.", "signature=x"),
              query.replaceFirst("workspace=[0-9a-f]{8}", "workspace=00000000"))) {
        asNobody().urlEncodingEnabled(false).get(path + forged).then().statusCode(404);
      }
      String other = upload("image/png", fresh());
      asNobody()
          .urlEncodingEnabled(false)
          .get("/v1/assets/" + other + "/content?" + query)
          .then()
          .statusCode(404);
      assertThat(scoring).isNotNull();
    }
  }
}
