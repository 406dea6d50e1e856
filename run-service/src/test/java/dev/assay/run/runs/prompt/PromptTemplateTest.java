package dev.assay.run.runs.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ModelRequest.ChatMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptTemplateTest {
  private static final String BODY =
      "{\"input\":\"What is <2> & 2?\",\"expected\":\"4\",\"extra\":{\"topic\":\"sums\",\"n\":2},"
          + "\"context\":[\"first\",\"second\"],\"choices\":[\"3\",\"4\"]}";

  private static List<ChatMessage> render(String system, String user, String body)
      throws JsonProcessingException {
    JsonNode item = Json.mapper().readTree(body);
    return new PromptTemplate(system, user).render("item-1", "math", "easy", item);
  }

  private static String user(String template, String body) throws JsonProcessingException {
    return render(null, template, body).get(0).content().asText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{input}} | What is <2> & 2?",
        "{{{input}}} | What is <2> & 2?",
        "{{item.input}}! | What is <2> & 2?!",
        "{{item.extra.topic}}/{{extra.n}} | sums/2",
        "{{item.id}} {{item.section}} {{item.label}} | item-1 math easy",
        "{{#context}}[{{.}}]{{/context}} | [first][second]",
        "{{extra}} | {\"topic\":\"sums\",\"n\":2}",
        "no variable | no variable"
      })
  void shouldFillATemplateFromTheItem(String template, String expected)
      throws JsonProcessingException {
    assertThat(user(template, BODY)).isEqualTo(expected);
  }

  @Test
  void shouldPutTheSystemMessageFirst() throws JsonProcessingException {
    // When
    List<ChatMessage> messages = render("About {{extra.topic}}.", "{{input}}", BODY);

    // Then
    assertThat(messages).extracting(ChatMessage::role).containsExactly("system", "user");
    assertThat(messages.get(0).content().asText()).isEqualTo("About sums.");
  }

  @Test
  void shouldSendTheInputAsItIsWithoutATemplate() throws JsonProcessingException {
    assertThat(user(null, BODY)).isEqualTo("What is <2> & 2?");
    assertThat(user(null, "{\"input\":{\"a\":[1]}}")).isEqualTo("{\"a\":[1]}");
  }

  @Test
  void shouldSendAConversationAsItIs() throws JsonProcessingException {
    // Given
    String chat =
        "{\"input\":[{\"role\":\"user\",\"content\":\"Hi\"},"
            + "{\"role\":\"assistant\",\"content\":\"Hello\"},"
            + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Go on\"}]}]}";

    // When
    List<ChatMessage> messages = render("Be brief.", null, chat);

    // Then
    assertThat(messages)
        .extracting(ChatMessage::role)
        .containsExactly("system", "user", "assistant", "user");
    assertThat(messages.get(3).content().isArray()).isTrue();
  }

  @Test
  void shouldNeverShowTheExpectedValue() {
    assertThatThrownBy(() -> user("{{expected}}", BODY)).isInstanceOf(PromptFailedException.class);
    assertThatThrownBy(() -> user("{{item.expected}}", BODY))
        .isInstanceOf(PromptFailedException.class);
  }

  @Test
  void shouldSayWhatTheItemDoesNotHave() {
    assertThatThrownBy(() -> user("{{item.extra.missing}}", BODY))
        .isInstanceOf(PromptFailedException.class)
        .hasMessageContaining("missing");
  }

  @ParameterizedTest
  @CsvSource({"{{#open}}", "{{/closed}}"})
  void shouldSayThatATemplateIsNotValid(String template) {
    assertThatThrownBy(() -> new PromptTemplate(template, null))
        .isInstanceOf(PromptFailedException.class)
        .hasMessageContaining("system");
  }
}
