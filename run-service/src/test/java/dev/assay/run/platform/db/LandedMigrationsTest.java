package dev.assay.run.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Databases out there were made by the migrations that have landed: these stay as they are. */
class LandedMigrationsTest {
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
  private static final Path LANDED = Path.of("src/test/resources/db/landed-migrations.sha256");

  /** SHA-256 of each landed migration by the name of its file, as the list has them. */
  private static Map<String, String> landed() throws IOException {
    Map<String, String> landed = new LinkedHashMap<>();
    for (String line : Files.readAllLines(LANDED, StandardCharsets.UTF_8)) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(" {2}");
        landed.put(parts[1], parts[0]);
      }
    }
    return landed;
  }

  /** Names of the files that there are, by version. */
  private static List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files
          .map(file -> file.getFileName().toString())
          .sorted(Comparator.comparingInt(LandedMigrationsTest::version))
          .toList();
    }
  }

  private static int version(String name) {
    assertThat(name).as("a migration").matches("V[1-9][0-9]*__[a-z0-9_]+\\.sql");
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  private static String sha256(Path file) throws IOException, GeneralSecurityException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }

  @Test
  void shouldKeepTheTextOfEveryMigrationThatHasLanded() throws Exception {
    // Given
    Map<String, String> landed = landed();
    assertThat(landed).containsKey("V1__schema.sql");
    int next = version(names().get(names().size() - 1)) + 1;

    // When / Then
    for (Map.Entry<String, String> one : landed.entrySet()) {
      Path file = MIGRATIONS.resolve(one.getKey());
      String help =
          one.getKey()
              + " has landed: databases were made by it, and a build with another text of it refuses"
              + " to open them. Put it back as it was, and say what shall be different in a new"
              + " migration V"
              + next
              + "__….sql";
      assertThat(file).as(help).exists();
      assertThat(sha256(file)).as(help).isEqualTo(one.getValue());
    }
  }

  @Test
  void shouldListEveryMigrationButTheNewestAsLanded() throws IOException {
    // When
    List<String> names = names();

    // Then
    assertThat(names.stream().map(LandedMigrationsTest::version))
        .as("versions without a gap")
        .containsExactlyElementsOf(
            Stream.iterate(1, version -> version + 1).limit(names.size()).toList());
    assertThat(landed().keySet())
        .as("add the sha256sum of what has landed to %s", LANDED)
        .containsAll(names.subList(0, names.size() - 1));
  }
}
