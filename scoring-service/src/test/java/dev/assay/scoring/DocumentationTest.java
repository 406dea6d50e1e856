package dev.assay.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.ScorerDescriptor;
import dev.assay.common.part.SpanChoice;
import dev.assay.scoring.engine.BuiltInScorers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/scorers.md describes every scorer and every parameter, and nothing that is not there. */
class DocumentationTest {
  private static final Path PAGE = Path.of("..", "docs", "scorers.md");

  static List<ScorerDescriptor> scorers() {
    return BuiltInScorers.registry().catalogue().scorers();
  }

  private static String section(String id) throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("\n### `" + id + "`");
    assertThat(start).as("a heading for " + id + " in docs/scorers.md").isNotNegative();
    int end = page.indexOf("\n### `", start + 1);
    return end < 0 ? page.substring(start) : page.substring(start, end);
  }

  @ParameterizedTest
  @MethodSource("scorers")
  void shouldDescribeEveryScorerAndEveryParameter(ScorerDescriptor scorer) throws IOException {
    String section = section(scorer.id());
    scorer
        .params()
        .get("properties")
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals(SpanChoice.PARAM)) {
                assertThat(section).contains("`" + name + "`");
              }
            });
  }

  @Test
  void shouldDescribeWhichScorersAreOfItemsAsAWhole() throws IOException {
    // Given
    String page = Files.readString(PAGE);
    int start = page.indexOf("\n## Span by span\n");
    String section = page.substring(start, page.indexOf("\n## ", start + 1));

    // Then
    assertThat(section).contains("`spans`");
    assertThat(
            scorers().stream()
                .filter(scorer -> !scorer.params().get("properties").has(SpanChoice.PARAM))
                .map(ScorerDescriptor::id))
        .isNotEmpty()
        .allSatisfy(id -> assertThat(section).contains("`" + id + "`"));
  }

  @Test
  void shouldNotDescribeScorersThatAreNotThere() throws IOException {
    // Given
    Set<String> known = scorers().stream().map(ScorerDescriptor::id).collect(Collectors.toSet());
    // When
    var headings = Pattern.compile("(?m)^### `([a-z_]+)`").matcher(Files.readString(PAGE));
    // Then
    assertThat(headings.results().map(match -> match.group(1))).allMatch(known::contains);
  }

  @ParameterizedTest
  @MethodSource("scorers")
  void shouldGiveEveryParameterATitleAndADescription(ScorerDescriptor scorer) {
    assertThat(scorer.description()).isNotBlank();
    assertThat(scorer.params().get("additionalProperties").booleanValue()).isFalse();
    scorer
        .params()
        .get("properties")
        .forEach(
            parameter -> {
              assertThat(parameter.path("title").asText()).isNotBlank();
              assertThat(parameter.path("description").asText()).isNotBlank();
            });
  }
}
