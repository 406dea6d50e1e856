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

class ItemAssetsTest {
  private static final String REF = "ab".repeat(32);

  private static JsonNode json(String text) throws JsonProcessingException {
    return Json.mapper().readTree(text);
  }

  private static List<ChatMessage> render(String body) throws JsonProcessingException {
    return new PromptTemplate("Look.", null).render("i", null, null, json(body));
  }

  @Test
  void shouldPutImagesBehindTheText() throws JsonProcessingException {
    // When
    List<ChatMessage> messages =
        render(
            """
            {"input":"What is this?","assets":[
              {"kind":"image","ref":"REF"},
              {"kind":"image","url":"https://example.com/a.png"},
              {"kind":"image","data":"iVBORw0KGgoAAAA"},
              {"kind":"image","data":"data:image/webp;base64,AAAA"},
              {"kind":"image","data":"AAAA","media_type":"image/gif"}]}\
            """
                .replace("REF", REF));

    // Then
    assertThat(messages).hasSize(2);
    assertThat(messages.get(0).content().asText()).isEqualTo("Look.");
    assertThat(messages.get(1).content())
        .isEqualTo(
            json(
                """
                [{"type":"text","text":"What is this?"},
                 {"type":"image_url","image_url":{"url":"asset:REF"}},
                 {"type":"image_url","image_url":{"url":"https://example.com/a.png"}},
                 {"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgoAAAA"}},
                 {"type":"image_url","image_url":{"url":"data:image/webp;base64,AAAA"}},
                 {"type":"image_url","image_url":{"url":"data:image/gif;base64,AAAA"}}]\
                """
                    .replace("REF", REF)));
  }

  @Test
  void shouldPutDocumentsAndSoundThereAsChatCompletionsHaveThem() throws JsonProcessingException {
    // When
    List<ChatMessage> messages =
        render(
            """
            {"input":"What is said?","assets":[
              {"kind":"document","ref":"REF","name":"report.pdf"},
              {"kind":"document","data":"JVBERi0xLjQ="},
              {"kind":"document","url":"https://example.com/a.pdf"},
              {"kind":"audio","ref":"REF"},
              {"kind":"audio","ref":"REF","media_type":"audio/mpeg"},
              {"kind":"audio","data":"UklGRAAAA"},
              {"kind":"audio","data":"data:audio/mpeg;base64,AAAA"}]}\
            """
                .replace("REF", REF));

    // Then
    assertThat(messages.get(1).content())
        .isEqualTo(
            json(
                """
                [{"type":"text","text":"What is said?"},
                 {"type":"file","file":{"filename":"report.pdf","file_data":"asset:REF"}},
                 {"type":"file","file":{"filename":"document-2.pdf",
                   "file_data":"data:application/pdf;base64,JVBERi0xLjQ="}},
                 {"type":"file","file":{"filename":"document-3.pdf",
                   "file_url":"https://example.com/a.pdf"}},
                 {"type":"input_audio","input_audio":{"data":"asset:REF"}},
                 {"type":"input_audio","input_audio":{"data":"asset:REF","format":"mp3"}},
                 {"type":"input_audio","input_audio":{"data":"UklGRAAAA","format":"wav"}},
                 {"type":"input_audio","input_audio":{"data":"AAAA","format":"mp3"}}]\
                """
                    .replace("REF", REF)));
  }

  @Test
  void shouldPutThemIntoTheLastMessageOfTheUser() throws JsonProcessingException {
    // When
    List<ChatMessage> messages =
        render(
            """
            {"input":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Yes?"},
                      {"role":"user","content":[{"type":"text","text":"This"}]}],
             "assets":[{"kind":"image","url":"https://example.com/a.png"}]}\
            """);

    // Then
    assertThat(messages.get(1).content().asText()).isEqualTo("Hi");
    assertThat(messages.get(3).content()).hasSize(2);
  }

  @Test
  void shouldLeaveItemsWithoutAssetsAlone() throws JsonProcessingException {
    assertThat(render("{\"input\":\"x\",\"assets\":[]}").get(1).content().isTextual()).isTrue();
    assertThat(render("{\"input\":\"x\",\"assets\":null}").get(1).content().isTextual()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\":\"video\",\"url\":\"x\"} | only images, documents and audio",
        "{\"kind\":\"audio\",\"url\":\"https://example.com/a.wav\"} | upload it",
        "{\"kind\":\"document\",\"data\":\"AAAA\"} | media_type",
        "{\"kind\":\"document\"} | neither ref, url nor data",
        "{\"kind\":\"image\"} | neither ref, url nor data",
        "{\"kind\":\"image\",\"ref\":\"ABC\"} | not a SHA-256",
        "{\"kind\":\"image\",\"data\":\"AAAA\"} | media_type"
      })
  void shouldSayWhichAssetCannotBeSent(String asset, String why) {
    assertThatThrownBy(() -> render("{\"input\":\"x\",\"assets\":[" + asset + "]}"))
        .isInstanceOf(PromptFailedException.class)
        .hasMessageContaining("Asset 1")
        .hasMessageContaining(why);
  }
}
