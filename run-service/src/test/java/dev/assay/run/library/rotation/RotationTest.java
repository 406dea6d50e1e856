package dev.assay.run.library.rotation;

import static dev.assay.run.testing.TestApi.as;
import static dev.assay.run.testing.TestApi.asAdmin;
import static dev.assay.run.testing.TestApi.otherWorkspaceKey;
import static dev.assay.run.testing.TestApi.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.ProviderRef.SealedSecret;
import dev.assay.link.secret.MasterKey;
import dev.assay.link.secret.MasterKeys;
import dev.assay.link.secret.SecretBox;
import dev.assay.run.library.providers.Providers;
import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A server whose current key is another one than that of some credentials. */
@QuarkusTest
@TestProfile(RotationTest.TwoKeys.class)
@WithTestResource(RunServiceResources.class)
class RotationTest {
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final String OLD = Base64.getEncoder().encodeToString(bytes(7));
  private static final String LOST = Base64.getEncoder().encodeToString(bytes(8));

  @Inject Db db;
  @Inject Providers providers;

  /** The key of the other tests is the current one, and one more still opens. */
  public static final class TwoKeys implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("assay.master-keys-previous", OLD);
    }
  }

  private static byte[] bytes(int fill) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return bytes;
  }

  private UUID workspace() {
    return db.query("select id from workspaces where name = 'default'")
        .map(rows -> rows.iterator().next().getUUID("id"))
        .await()
        .atMost(LONG);
  }

  /** A provider whose credential is sealed under a key. */
  private String sealedUnder(String key) {
    String name = unique("provider");
    asAdmin()
        .body(
            Map.of(
                "name",
                name,
                "kind",
                "openai",
                "base_url",
                "https://api.example.com/v1",
                "credential",
                Map.of("value", "first")))
        .post("/v1/providers")
        .then()
        .statusCode(201);
    SealedSecret sealed =
        SecretBox.seal(MasterKey.parse(key, "test"), workspace().toString(), name, "the secret");
    JsonObject credential =
        new JsonObject()
            .put(
                "sealed",
                new JsonObject()
                    .put("key_id", sealed.keyId())
                    .put("nonce", sealed.nonce())
                    .put("ciphertext", sealed.ciphertext()));
    db.query(
            "update providers set credential = $2::text::json where name = $1",
            name,
            credential.encode())
        .await()
        .atMost(LONG);
    assertThat(stored(name)).isEqualTo(sealed);
    return name;
  }

  private SealedSecret stored(String name) {
    ProviderRef ref = providers.ref(workspace(), name, "m").await().atMost(LONG);
    return ref.credential().sealed();
  }

  @Test
  void shouldSealEveryCredentialUnderTheCurrentKey() {
    // Given
    String old = sealedUnder(OLD);
    String current = sealedUnder(RunServiceResources.MASTER_KEY);
    String lost = sealedUnder(LOST);
    SealedSecret lostBefore = stored(lost);

    // When / Then
    asAdmin()
        .post("/v1/providers/rotate")
        .then()
        .statusCode(200)
        .body("resealed", equalTo(1))
        .body("already_current", greaterThanOrEqualTo(1))
        .body("unreadable", equalTo(1));
    MasterKeys keys = MasterKeys.of(RunServiceResources.MASTER_KEY, null, null);
    String workspace = workspace().toString();
    assertThat(SecretBox.open(keys, workspace, old, stored(old))).isEqualTo("the secret");
    assertThat(SecretBox.open(keys, workspace, current, stored(current))).isEqualTo("the secret");
    assertThat(stored(lost)).isEqualTo(lostBefore);

    // When / Then once more
    asAdmin().post("/v1/providers/rotate").then().body("resealed", equalTo(0));
    asAdmin().delete("/v1/providers/" + lost).then().statusCode(204);
  }

  @Test
  void shouldBeForAdminsOfTheWholeInstallation() {
    // When / Then
    as(otherWorkspaceKey()).post("/v1/providers/rotate").then().statusCode(403);
  }
}
