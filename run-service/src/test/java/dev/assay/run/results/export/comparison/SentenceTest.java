package dev.assay.run.results.export.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page that is handed out says what the page of the service says: both read the same cases. */
class SentenceTest {
  private static final Path PAGE = Path.of("src/main/webui/src/views/compare");

  static List<JsonNode> sentences() throws IOException {
    return cases("sentences.json");
  }

  static List<JsonNode> names() throws IOException {
    return cases("names.json");
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void shouldSayWhatThePageSays(JsonNode one) {
    // When
    Sentence said =
        Sentence.of(one.path("against"), one.path("name").asText(), one.path("base").asText());

    // Then
    assertThat(said.text()).as(one.path("what").asText()).isEqualTo(one.path("said").asText());
    assertThat(said.tone().style()).isEqualTo(one.path("tone").asText());
  }

  @ParameterizedTest
  @MethodSource("names")
  void shouldCallSidesAsThePageDoes(JsonNode one) {
    // When
    Cast cast = Cast.of(one, List.of());

    // Then
    assertThat(cast.names().values())
        .as(one.path("what").asText())
        .containsExactlyElementsOf(texts(one.path("names")));
  }

  private static List<JsonNode> cases(String file) throws IOException {
    List<JsonNode> cases = new ArrayList<>();
    Json.mapper().readTree(Files.readString(PAGE.resolve(file))).forEach(cases::add);
    assertThat(cases).isNotEmpty();
    return cases;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
