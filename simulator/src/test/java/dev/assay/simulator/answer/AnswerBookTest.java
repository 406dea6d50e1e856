package dev.assay.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerBookTest {
  private final AnswerBook book = new AnswerBook();

  private int add(String... lines) {
    return book.add(Buffer.buffer(String.join("\n", lines).replace('\'', '"')));
  }

  private String find(String system, String prompt) {
    JsonNode found = book.find(system, prompt);
    return found == null ? null : found.asText();
  }

  @Test
  void shouldFindTheLineThatSaysMostOfTheRequest() {
    // Given
    int taken =
        add(
            "{'system_has': 'polite', 'answer': 'by the system'}",
            "{'input_has': 'Paris', 'answer': 'by words'}",
            "{'input_has': 'Paris', 'system_has': 'polite', 'answer': 'by both'}",
            "{'input': 'Is Paris large?', 'answer': 'by the whole'}",
            "{'input': 'Is Paris large?', 'system_has': 'short', 'answer': 'whole and system'}");

    // Then
    assertThat(taken).isEqualTo(5);
    assertThat(book.size()).isEqualTo(5);
    assertThat(find("Be polite.", "Is Rome large?")).isEqualTo("by the system");
    assertThat(find("", "Where is Paris?")).isEqualTo("by words");
    assertThat(find("Be polite.", "Where is Paris?")).isEqualTo("by both");
    assertThat(find("Be polite.", "Is Paris large?")).isEqualTo("by the whole");
    assertThat(find("Be short.", "Is Paris large?")).isEqualTo("whole and system");
    assertThat(find("Be kind.", "Is Rome large?")).isNull();
  }

  @Test
  void shouldTakeTheLastOfLinesThatSayTheSame() {
    // Given
    int unused =
        add(
            "{'input_has': 'a', 'answer': 1}",
            "{'input_has': 'b', 'answer': 2}",
            "{'input_has': 'a', 'answer': 3}");

    // Then
    assertThat(book.size()).isEqualTo(2);
    assertThat(find("", "a")).isEqualTo("3");
    assertThat(find("", "b")).isEqualTo("2");
    assertThat(find("", "ab")).isEqualTo("3");
    assertThat(add("{'input_has': 'b', 'answer': 4}")).isEqualTo(1);
    assertThat(find("", "ab")).isEqualTo("4");
    book.clear();
    assertThat(find("", "ab")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'answer': 1} | needs answer, and prompt_sha256",
        "{'input_has': '', 'answer': 1} | needs answer",
        "{'input': 'x'} | needs answer",
        "{'input': 'x', 'input_has': 'x', 'answer': 1} | one of the two",
        "{'input': | is not JSON"
      })
  void shouldNameALineThatSaysNothing(String line, String why) {
    assertThatThrownBy(() -> add("{'input': 'x', 'answer': 1}", line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2 ")
        .hasMessageContaining(why);
    assertThat(book.size()).isZero();
  }
}
