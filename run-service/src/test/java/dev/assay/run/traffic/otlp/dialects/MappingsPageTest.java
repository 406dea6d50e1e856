package dev.assay.run.traffic.otlp.dialects;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table for people says what the table in the code does. */
class MappingsPageTest {
  private static final Path PAGE = Path.of("../docs/traffic.md");

  private static String cell(Source source) {
    return switch (source.form()) {
      case INDEXED -> "`" + source.key() + ".N`";
      case RESOURCE -> "`" + source.key() + "` of the resource";
      case VALUE ->
          source.pointer().isEmpty()
              ? "`" + source.key() + "`"
              : "`" + source.pointer() + "` in `" + source.key() + "`";
    };
  }

  @Test
  void shouldNameEveryAttributeInItsOrder() throws IOException {
    // Given
    List<String> lines = Files.readAllLines(PAGE);

    // Then
    for (Field field : Field.values()) {
      List<String> cells =
          field.sources().stream()
              .filter(source -> !source.key().startsWith(SpanEvents.ADDED))
              .map(MappingsPageTest::cell)
              .toList();
      assertThat(lines)
          .as(field + " " + cells)
          .anySatisfy(line -> assertThat(line).startsWith("| ").containsSubsequence(cells));
    }
    assertThat(Arrays.stream(Field.values()).map(Field::sources)).doesNotContain(List.of());
  }
}
