package dev.assay.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QuestionsTest {
  @Test
  void shouldAskEveryQuestionOnceAndGiveTheProviderTheSameAnswers() throws IOException {
    // When
    List<String> items = Questions.items(2_000).lines().toList();
    List<String> answers = Questions.answers(2_000).lines().toList();

    // Then
    Set<String> inputs = new HashSet<>();
    for (int n = 0; n < items.size(); n++) {
      JsonNode item = Json.mapper().readTree(items.get(n));
      JsonNode answer = Json.mapper().readTree(answers.get(n));
      inputs.add(item.get("input").asText());
      assertThat(answer.get("input")).isEqualTo(item.get("input"));
      assertThat(answer.get("answer")).isEqualTo(item.get("expected"));
    }
    assertThat(inputs).hasSize(2_000);
  }
}
