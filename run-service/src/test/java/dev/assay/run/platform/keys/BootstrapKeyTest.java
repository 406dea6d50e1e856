package dev.assay.run.platform.keys;

import static dev.assay.run.testing.TestApi.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.assay.run.platform.access.Tokens;
import dev.assay.run.platform.db.Db;
import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(RunServiceResources.class)
class BootstrapKeyTest {
  private static final Duration LONG = Duration.ofMinutes(4);

  @Inject Db db;
  @Inject ApiKeys keys;
  @TempDir Path folder;

  private BootstrapKey bootstrap(Path file) {
    return new BootstrapKey(
        new BootstrapConfig() {
          @Override
          public Optional<String> key() {
            return Optional.empty();
          }

          @Override
          public Optional<String> keyFile() {
            return Optional.of(file.toString());
          }
        },
        keys);
  }

  private UUID workspace() {
    return db.query("select id from workspaces where name = 'default'")
        .map(rows -> rows.iterator().next().getUUID("id"))
        .await()
        .atMost(LONG);
  }

  private Uni<Void> start(Path file) {
    UUID workspace = workspace();
    return db.inTransaction(tx -> bootstrap(file).ensure(Db.statements(tx), workspace));
  }

  @Test
  void shouldWriteAKeyThatOnlyItsOwnerReads() throws IOException {
    // Given
    Path file = folder.resolve("sub").resolve("key");

    // When
    start(file).await().atMost(LONG);

    // Then
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    as(Files.readString(file).trim())
        .get("/v1/session")
        .then()
        .statusCode(200)
        .body("workspace", equalTo("default"));
  }

  @Test
  void shouldMakeOneKeyWhenSeveralReplicasStartAtOnce() throws IOException {
    // Given
    Path file = folder.resolve("key");

    // When
    Uni.join()
        .all(List.of(start(file), start(file), start(file)))
        .andFailFast()
        .await()
        .atMost(LONG);

    // Then
    String key = Files.readString(file).trim();
    long rows =
        db.query(
                "select count(*) as n from api_keys where sha256 = $1",
                Buffer.buffer(Tokens.sha256(key)))
            .map(found -> found.iterator().next().getLong("n"))
            .await()
            .atMost(LONG);
    assertThat(rows).isEqualTo(1);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void shouldRefuseAKeyThatIsTooShort() throws IOException {
    // Given
    Path file = Files.writeString(folder.resolve("key"), "as_short");

    // When / Then
    assertThatThrownBy(() -> start(file).await().atMost(LONG))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("as_");
  }
}
