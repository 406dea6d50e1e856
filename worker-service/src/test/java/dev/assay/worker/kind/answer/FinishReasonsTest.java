package dev.assay.worker.kind.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;
import dev.assay.worker.kind.ProviderError.Meaning;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All names of vendors that docs/providers.md lists, in the order of its table. */
class FinishReasonsTest {
  private static final Usage USAGE = new Usage(10, 0, 5, 0);

  private static Decoded ended(String raw, String output) {
    return ended(raw, output, null);
  }

  private static Decoded ended(String raw, String output, JsonNode calls) {
    TextNode said = output == null ? null : TextNode.valueOf(output);
    return FinishReasons.decoded(
        new AnswerDraft(said, calls, raw, null, null, USAGE, "m", "id"), "in its words");
  }

  private static String answered(Decoded decoded) {
    assertThat(decoded).isInstanceOf(Decoded.Answered.class);
    return ((Decoded.Answered) decoded).draft().finishReason();
  }

  @ParameterizedTest
  @CsvSource({
    "stop, stop end_turn stop_sequence eos eos_token end_of_text complete completed",
    "length, length max_tokens max_output_tokens max_completion_tokens max_new_tokens max_length"
        + " model_length model_context_window_exceeded context_length_exceeded",
    "tool_calls, tool_calls tool_call tool_use function_call",
    "content_filter, content_filter content_filtered guardrail_intervened refusal sensitive"
        + " error_toxic safety recitation language blocklist prohibited_content spii model_armor"
        + " image_safety image_prohibited_content image_recitation"
  })
  void shouldGiveAnAnswersEndItsCommonName(String common, String names) {
    for (String raw : names.split(" ")) {
      for (String written : new String[] {raw, raw.toUpperCase(Locale.ROOT)}) {
        assertThat(answered(ended(written, "Paris"))).as(written).isEqualTo(common);
        // It is an end that is known, so that nothing said is what was answered.
        assertThat(answered(ended(written, ""))).as(written).isEqualTo(common);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "BAD_GENERATION, malformed_function_call malformed_response malformed_model_output"
        + " malformed_tool_use unexpected_tool_call too_many_tool_calls missing_thought_signature"
        + " no_image image_other other finish_reason_unspecified",
    "BROKEN_OFF, error abort aborted cancelled canceled network_error error_limit user_cancel",
    "OVERLOADED, insufficient_system_resource",
    "UNFINISHED, pause_turn"
  })
  void shouldTakeWhatDidNotSucceedForNoAnswerWhateverWasSaid(Meaning meaning, String names) {
    for (String raw : names.split(" ")) {
      for (String written : new String[] {raw, raw.toUpperCase(Locale.ROOT)}) {
        Decoded decoded = ended(written, "Half of it");
        assertThat(decoded).as(written).isInstanceOf(Decoded.Problem.class);
        ProviderError error = ((Decoded.Problem) decoded).error();
        assertThat(error.meaning()).as(written).isEqualTo(meaning);
        assertThat(error.code()).isEqualTo(written);
        assertThat(error.message()).isEqualTo("the answer ended with %s: in its words", written);
        assertThat(((Decoded.Problem) decoded).usage()).isEqualTo(USAGE);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"eom", "Something_New"})
  void shouldKeepANameThatIsNotKnown(String raw) {
    assertThat(answered(ended(raw, "Paris"))).isEqualTo(raw);
    Decoded silent = ended(raw, "");
    assertThat(silent).isInstanceOf(Decoded.Problem.class);
    assertThat(((Decoded.Problem) silent).error().meaning()).isEqualTo(Meaning.BAD_GENERATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null"})
  void shouldKnowOfNoEndWhereNoneIsSaid(String raw) {
    assertThat(answered(ended(raw, "Paris"))).isNull();
    assertThat(answered(ended(null, ""))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"end_turn, tool_calls", "tool_use, tool_calls", "max_tokens, length"})
  void shouldTakeAnEndWithCallsForTheirs(String raw, String common) {
    JsonNode calls = JsonNodeFactory.instance.arrayNode().add("a call");
    assertThat(answered(ended(raw, null, calls))).isEqualTo(common);
  }
}
