package dev.assay.run.runs.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ModelRequest.ChatMessage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePartsTest {
  private static List<ChatMessage> messages(String part) throws Exception {
    JsonNode content =
        Json.mapper().readTree("[{\"type\": \"text\", \"text\": \"a\"}, " + part + "]");
    return List.of(new ChatMessage("system", null), new ChatMessage("user", content));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"image_url\"} | has no url",
        "{\"type\": \"image_url\", \"image_url\": {\"url\": \" \"}} | has no url",
        "{\"type\": \"image_url\", \"image_url\": \"asset:12\"} | not a SHA-256",
        "{\"type\": \"image_url\", \"image_url\": \"data:image/png;base64,\"} | without data",
        "{\"type\": \"file\", \"file\": {\"filename\": \"a.pdf\"}} | neither file_data",
        "{\"type\": \"file\", \"file\": {\"file_data\": \"data:nothing\"}} | without data",
        "{\"type\": \"input_audio\", \"input_audio\": {\"format\": \"wav\"}} | has no data"
      })
  void shouldRefuseAPartThatShowsNothing(String part, String why) throws Exception {
    List<ChatMessage> messages = messages(part);

    assertThatThrownBy(() -> FileParts.check(messages))
        .isInstanceOf(PromptFailedException.class)
        .hasMessageStartingWith("Part 2 of message 2 is of type ")
        .hasMessageContaining(why);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"image_url\", \"image_url\": \"https://example.com/a.png\"}",
        "{\"type\": \"file\", \"file\": {\"file_id\": \"f-1\"}}",
        "{\"type\": \"file\", \"file\": {\"file_url\": \"https://example.com/a.pdf\"}}",
        "{\"type\": \"file\", \"file\": {\"file_data\": \"JVBERi0=\"}}",
        "{\"type\": \"input_audio\", \"input_audio\": {\"data\": \"UklGRg==\"}}",
        "{\"type\": \"of a vendor\"}"
      })
  void shouldLetEverythingElseBe(String part) throws Exception {
    List<ChatMessage> messages = messages(part);

    assertThatCode(() -> FileParts.check(messages)).doesNotThrowAnyException();
  }

  @Test
  void shouldFindWhatIsNamedByReference() throws Exception {
    String hash = "0a".repeat(32);

    assertThat(
            FileParts.references(
                messages(
                    "{\"type\": \"image_url\", \"image_url\": {\"url\": \"asset:" + hash + "\"}}")))
        .containsExactly(hash);
  }
}
