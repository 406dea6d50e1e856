package dev.assay.worker.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.status.OutcomeClass;
import dev.assay.common.testing.JsonText;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents and sound in messages, as each wire has them. */
class AttachmentsTest {
  private static final Wire WIRE = new Wire();
  private static final String PDF =
      "{\"type\":\"file\",\"file\":{\"filename\":\"the report, 2.pdf\","
          + "\"file_data\":\"data:application/pdf;base64,JVBERi0=\"}}";
  private static final String NOTE =
      "{\"type\":\"file\",\"file\":{\"file_data\":\"data:text/plain;base64,w6Q=\"}}";
  private static final String LINK =
      "{\"type\":\"file\",\"file\":{\"file_url\":\"https://example.com/a.pdf\"}}";
  private static final String SOUND =
      "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"UklGRA==\",\"format\":\"wav\"}}";

  private static final String NOTHING = "{\"type\":\"file\",\"file\":null}";
  private static final String SILENCE = "{\"type\":\"input_audio\",\"input_audio\":{}}";

  @AfterAll
  static void close() {
    WIRE.close();
  }

  private static Calls call(String kind, String part) {
    Calls call =
        WIRE.call(kind.replaceFirst("/.*", ""), "")
            .messages(
                "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"?\"},"
                    + part(part)
                    + "]}]");
    return switch (kind) {
      case "openai/responses" -> call.options("{\"api\":\"responses\"}");
      case "bedrock" ->
          call.options("{\"region\":\"eu-west-1\"}")
              .credential(new ProviderRef.Credential("AWS", null));
      default -> call;
    };
  }

  private static String part(String name) {
    return switch (name) {
      case "pdf" -> PDF;
      case "note" -> NOTE;
      case "link" -> LINK;
      case "nothing" -> NOTHING;
      case "silence" -> SILENCE;
      case "sound" -> SOUND;
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "openai | pdf | /messages/0/content/1 | {\"type\":\"file\",\"file\":{\"filename\":\"the"
            + " report, 2.pdf\",\"file_data\":\"data:application/pdf;base64,JVBERi0=\"}}",
        "openai | sound | /messages/0/content/1 | {\"type\":\"input_audio\",\"input_audio\":"
            + "{\"data\":\"UklGRA==\",\"format\":\"wav\"}}",
        "openai/responses | pdf | /input/0/content/1 | {\"type\":\"input_file\",\"filename\":\"the"
            + " report, 2.pdf\",\"file_data\":\"data:application/pdf;base64,JVBERi0=\"}",
        "openai/responses | link | /input/0/content/1 |"
            + " {\"type\":\"input_file\",\"file_url\":\"https://example.com/a.pdf\"}",
        "anthropic | pdf | /messages/0/content/1 | {\"type\":\"document\",\"source\":"
            + "{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"JVBERi0=\"},"
            + "\"title\":\"the report, 2.pdf\"}",
        "anthropic | note | /messages/0/content/1 | {\"type\":\"document\",\"source\":"
            + "{\"type\":\"text\",\"media_type\":\"text/plain\",\"data\":\"ä\"}}",
        "anthropic | link | /messages/0/content/1 | {\"type\":\"document\",\"source\":"
            + "{\"type\":\"url\",\"url\":\"https://example.com/a.pdf\"}}",
        "gemini | pdf | /contents/0/parts/1 |"
            + " {\"inlineData\":{\"mimeType\":\"application/pdf\",\"data\":\"JVBERi0=\"}}",
        "gemini | sound | /contents/0/parts/1 |"
            + " {\"inlineData\":{\"mimeType\":\"audio/wav\",\"data\":\"UklGRA==\"}}",
        "gemini | link | /contents/0/parts/1 | {\"fileData\":{\"mimeType\":\"application/pdf\","
            + "\"fileUri\":\"https://example.com/a.pdf\"}}",
        "bedrock | pdf | /messages/0/content/1 | {\"document\":{\"format\":\"pdf\",\"name\":\"the"
            + " report- 2\",\"source\":{\"bytes\":\"JVBERi0=\"}}}",
        "bedrock | note | /messages/0/content/1 | {\"document\":{\"format\":\"txt\","
            + "\"name\":\"document-2\",\"source\":{\"bytes\":\"w6Q=\"}}}",
      })
  void shouldBeWrittenAsTheWireHasThem(String kind, String part, String at, String expected) {
    // When: what is answered does not matter
    ModelReply reply = WIRE.reply(call(kind, part), 200, "openai/text.json");

    // Then
    assertThat(reply.attempts()).hasSize(1);
    JsonNode body = JsonText.json(WIRE.request().getBodyAsString());
    assertThat(body.at(at)).isEqualTo(JsonText.json(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "openai, link, upload the document as an asset",
    "openai/responses, sound, set the provider's option api to chat",
    "anthropic, sound, input_audio",
    "bedrock, sound, input_audio",
    "bedrock, link, upload the document as an asset",
    "ollama, pdf, file",
    "ollama, sound, input_audio",
    "gemini, nothing, without file_data",
    "gemini, silence, without file_data",
    "anthropic, nothing, without file_data",
  })
  void shouldBeRefusedWithASentenceWhereAKindTakesNone(String kind, String part, String words) {
    // When
    ModelReply reply = WIRE.reply(call(kind, part), 200, "openai/text.json");

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_REFUSED_REQUEST);
    assertThat(reply.failure().message()).contains(words);
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.INVALID);
    assertThat(WIRE.requests()).isZero();
  }
}
