package dev.assay.worker.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.worker.kind.anthropic.AnthropicKind;
import dev.assay.worker.kind.azure.AzureOpenAiKind;
import dev.assay.worker.kind.gemini.GeminiKind;
import dev.assay.worker.kind.ollama.OllamaKind;
import dev.assay.worker.kind.openai.OpenAiKind;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.Wire;
import dev.assay.worker.wire.HeaderLookup;
import dev.assay.worker.wire.Transport;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of every kind, cut into pieces and cut short at every byte. */
class StreamCutsTest {
  private static final Transport NOWHERE =
      (request, timeout, listener) -> {
        throw new IllegalStateException("nothing is sent here");
      };

  private static final Map<String, ProviderKind> KINDS =
      Map.of(
          "openai", new OpenAiKind(NOWHERE),
          "azure", new AzureOpenAiKind(NOWHERE),
          "anthropic", new AnthropicKind(NOWHERE),
          "gemini", new GeminiKind(NOWHERE),
          "ollama", new OllamaKind(NOWHERE));

  /** A reader that has the head of a success. */
  private static ResponseReader reader(String recording) {
    Calls call = Calls.simulated().stream();
    if (recording.contains("responses")) {
      call.options("{\"api\": \"responses\"}");
    }
    if (recording.contains("structured")) {
      call.params(Wire.text("common/structured.params.json"));
    }
    String kind = recording.substring(0, recording.indexOf('/'));
    ResponseReader reader = KINDS.get(kind).reader(new KindCall(call.build(), 1, null));
    reader.head(200, HeaderLookup.of(Map.of("content-type", Wire.contentType(recording))));
    return reader;
  }

  private static Decoded read(String recording, byte[]... pieces) {
    ResponseReader reader = reader(recording);
    for (byte[] piece : pieces) {
      reader.chunk(Buffer.buffer(piece));
    }
    return reader.decode();
  }

  @ParameterizedTest
  @CsvSource({
    "openai/text.sse",
    "openai/tools.sse",
    "openai/error.sse",
    "openai/responses-text.sse",
    "openai/responses-failed.sse",
    "azure/text.sse",
    "anthropic/text.sse",
    "anthropic/tools.sse",
    "anthropic/structured.sse",
    "anthropic/overloaded.sse",
    "gemini/text.sse",
    "gemini/tools.sse",
    "gemini/overloaded.sse",
    "ollama/text.ndjson",
    "ollama/tools.ndjson",
    "ollama/error.ndjson"
  })
  void shouldSayTheSameHoweverTheBytesFallAndNothingOfAPart(String recording) {
    // Given
    byte[] all = Wire.bytes(recording);
    Decoded whole = read(recording, all);
    assertThat(whole).isNotInstanceOf(Decoded.Unreadable.class);

    // When / Then: in two pieces
    for (int cut = 0; cut <= all.length; cut++) {
      assertThat(
              read(
                  recording,
                  Arrays.copyOfRange(all, 0, cut),
                  Arrays.copyOfRange(all, cut, all.length)))
          .as("in two at %d", cut)
          .isEqualTo(whole);
    }

    // When / Then: byte by byte
    byte[][] bytes = new byte[all.length][];
    for (int i = 0; i < all.length; i++) {
      bytes[i] = new byte[] {all[i]};
    }
    assertThat(read(recording, bytes)).isEqualTo(whole);

    // When / Then: cut short, which is either seen or has lost nothing
    int seen = 0;
    for (int end = 0; end < all.length; end++) {
      Decoded part = read(recording, Arrays.copyOfRange(all, 0, end));
      if (part instanceof Decoded.Unreadable) {
        seen++;
      } else {
        assertThat(part).as("cut short at %d", end).isEqualTo(whole);
      }
    }
    assertThat(seen).isGreaterThan(all.length / 3);
  }

  @ParameterizedTest
  @CsvSource({
    "openai/text.sse",
    "openai/tools.sse",
    "openai/responses-text.sse",
    "azure/text.sse",
    "anthropic/text.sse",
    "anthropic/tools.sse",
    "anthropic/structured.sse",
    "gemini/text.sse",
    "ollama/text.ndjson"
  })
  void shouldCallNothingCompleteBeforeTheProviderDoes(String recording) {
    // Given
    byte[] all = Wire.bytes(recording);
    Decoded whole = read(recording, all);

    // When / Then: what a broken connection leaves counts only when it is everything
    for (int end = 0; end < all.length; end++) {
      ResponseReader reader = reader(recording);
      reader.chunk(Buffer.buffer(Arrays.copyOfRange(all, 0, end)));
      if (reader.complete()) {
        assertThat(reader.decode()).as("broken at %d", end).isEqualTo(whole);
      }
    }
  }
}
