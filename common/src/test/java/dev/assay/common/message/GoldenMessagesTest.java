package dev.assay.common.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The wire form of every message, one file per version. A change of a contract shows here. A field
 * that an old reader may pass over is added to the newest file, so that versions mix. Whatever it
 * would misunderstand raises the version of its {@link MessageType}: write the new file with {@code
 * -Dassay.golden.write=true}, and keep the old one, which must still be read. Nothing that stands
 * in a file changes or goes away.
 */
class GoldenMessagesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  private static Path file(MessageType type, int version) {
    return GOLDEN.resolve(type.wire() + "-v" + version + ".json");
  }

  private static String written(MessageType type) throws IOException {
    return Json.mapper()
            .writer()
            .with(SerializationFeature.INDENT_OUTPUT)
            .writeValueAsString(Json.mapper().readTree(Samples.of(type).toBytes()))
        + "\n";
  }

  static Stream<Arguments> allVersions() {
    return Stream.of(MessageType.values())
        .flatMap(
            type ->
                IntStream.rangeClosed(1, type.version())
                    .mapToObj(version -> Arguments.of(type, version)));
  }

  @ParameterizedTest
  @EnumSource(MessageType.class)
  void shouldWriteExactlyWhatTheNewestFileHolds(MessageType type) throws IOException {
    // Given
    Path file = file(type, type.version());
    String written = written(type);
    if (Boolean.getBoolean("assay.golden.write") && !Files.exists(file)) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, written);
    }

    // When
    String golden = Files.readString(file);

    // Then
    assertThat(written)
        .as(
            "a changed contract needs an added line, or a new version and a new file, see this"
                + " class")
        .isEqualTo(golden);
  }

  @ParameterizedTest
  @MethodSource("allVersions")
  void shouldReadEveryVersionThatWasEverWritten(MessageType type, int version) throws IOException {
    // When
    Envelope<? extends Message> read = Envelope.read(Files.readAllBytes(file(type, version)));

    // Then
    assertThat(read).isEqualTo(Samples.of(type));
  }

  @Test
  void shouldHaveNoFileThatNobodyReads() throws IOException {
    // When
    try (Stream<Path> files = Files.list(GOLDEN)) {
      // Then
      assertThat(files)
          .containsExactlyInAnyOrderElementsOf(
              allVersions()
                  .map(a -> file((MessageType) a.get()[0], (Integer) a.get()[1]))
                  .toList());
    }
  }
}
