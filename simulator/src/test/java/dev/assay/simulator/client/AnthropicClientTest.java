package dev.assay.simulator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.Headers;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.errors.AnthropicInvalidDataException;
import com.anthropic.errors.AnthropicIoException;
import com.anthropic.errors.AnthropicServiceException;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.InternalServerException;
import com.anthropic.errors.NotFoundException;
import com.anthropic.errors.RateLimitException;
import com.anthropic.errors.SseException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.errors.UnexpectedStatusCodeException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import dev.assay.simulator.testing.SimulatorRig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official client of Anthropic talks to the simulator. */
class AnthropicClientTest {
  private final SimulatorRig rig = new SimulatorRig("{\"seed\":7}");
  private final AnthropicClient client =
      AnthropicOkHttpClient.builder()
          .baseUrl(rig.url())
          .apiKey("sk-ant-test")
          .maxRetries(0)
          .timeout(Duration.ofSeconds(2))
          .build();

  @AfterEach
  void close() {
    client.close();
    rig.close();
  }

  private static MessageCreateParams.Builder ask(String prompt) {
    return MessageCreateParams.builder()
        .model("claude-test")
        .maxTokens(1_000)
        .addUserMessage(prompt);
  }

  private Message streamed(MessageCreateParams params) {
    MessageAccumulator all = MessageAccumulator.create();
    try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
      stream.stream().forEach(all::accumulate);
    }
    return all.message();
  }

  private void learn(String prompt, String answer) {
    assertThat(
            rig.ask(
                "POST",
                "/_sim/answers",
                "{\"input\":\"" + prompt + "\",\"answer\":" + answer + "}"))
        .contains("\"added\":1");
  }

  @Test
  void shouldTalkWholeAndStreamed() {
    // Given
    learn("What is 6 times 7?", "\"The answer is forty-two.\"");

    // When
    Message whole = client.messages().create(ask("What is 6 times 7?").build()).validate();
    Message streamed = streamed(ask("What is 6 times 7?").build());

    // Then
    for (Message each : List.of(whole, streamed)) {
      assertThat(each.content().get(0).asText().text()).isEqualTo("The answer is forty-two.");
      assertThat(each.stopReason()).contains(StopReason.END_TURN);
      assertThat(each.usage().outputTokens()).isEqualTo(whole.usage().outputTokens()).isPositive();
    }
  }

  @Test
  void shouldUseToolsWholeAndStreamed() {
    // Given
    Tool tool =
        Tool.builder()
            .name("weather")
            .inputSchema(
                Tool.InputSchema.builder()
                    .properties(
                        JsonValue.from(Map.of("city", Map.of("type", "string", "maxLength", 9)))
                            .convert(Tool.InputSchema.Properties.class))
                    .addRequired("city")
                    .build())
            .build();

    // When
    Message whole = client.messages().create(ask("How is it in Rome?").addTool(tool).build());
    Message streamed = streamed(ask("How is it in Rome?").addTool(tool).build());

    // Then
    for (Message each : List.of(whole, streamed)) {
      assertThat(each.stopReason()).contains(StopReason.TOOL_USE);
      assertThat(each.content().get(0).asToolUse().name()).isEqualTo("weather");
      Map<?, ?> input = each.content().get(0).asToolUse()._input().convert(Map.class);
      assertThat(input.get("city").toString()).hasSizeBetween(1, 9);
    }
    assertThat(streamed.content().get(0).asToolUse()._input())
        .isEqualTo(whole.content().get(0).asToolUse()._input());
  }

  @Test
  void shouldEndAtTheLongestLengthAndAtStopTexts() {
    // Given
    learn("Count.", "\"one two three four five six\"");

    // When
    Message cut =
        client
            .messages()
            .create(
                MessageCreateParams.builder()
                    .model("claude-test")
                    .maxTokens(2)
                    .addUserMessage("Count.")
                    .build());
    Message stopped = client.messages().create(ask("Count.").addStopSequence(" four").build());

    // Then
    assertThat(cut.content().get(0).asText().text()).isEqualTo("one two ");
    assertThat(cut.stopReason()).contains(StopReason.MAX_TOKENS);
    assertThat(stopped.content().get(0).asText().text()).isEqualTo("one two three");
    assertThat(stopped.stopReason()).contains(StopReason.STOP_SEQUENCE);
    assertThat(stopped.stopSequence()).contains(" four");
  }

  @ParameterizedTest
  @CsvSource({
    "429, 429, rate_limit_error",
    "500, 500, api_error",
    "503, 503, overloaded_error",
    "529, 529, overloaded_error",
    "401, 401, authentication_error",
    "400, 400, invalid_request_error",
    "quota, 402, billing_error"
  })
  void shouldMapErrorsToTheClientsExceptions(String fault, int status, String type) {
    // Given
    Map<Integer, Class<? extends AnthropicServiceException>> classes =
        Map.of(
            429, RateLimitException.class,
            500, InternalServerException.class,
            503, InternalServerException.class,
            529, InternalServerException.class,
            401, UnauthorizedException.class,
            400, BadRequestException.class,
            402, UnexpectedStatusCodeException.class);
    rig.weather("{\"fault\":\"" + fault + "\",\"retry_after_s\":2}");

    // Then
    assertThatThrownBy(() -> client.messages().create(ask("Hi").build()))
        .isInstanceOfSatisfying(
            AnthropicServiceException.class,
            e -> {
              assertThat(e).isInstanceOf(classes.get(status));
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.body().toString()).contains(type);
              assertThat(e.headers().values("retry-after"))
                  .isEqualTo(fault.equals("429") ? List.of("2") : List.of());
            });
  }

  @Test
  void shouldOverloadInTheMiddleOfAStream() {
    rig.weather("{\"fault\":\"overload_in_stream\"}");
    assertThatThrownBy(() -> streamed(ask("Tell me a story about a cat.").build()))
        .isInstanceOf(SseException.class)
        .hasMessageContaining("overloaded_error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "cut_stream", "stall", "truncated_json"})
  void shouldBreakConnectionsForTheClient(String fault) {
    rig.weather("{\"fault\":\"" + fault + "\",\"stall_after_bytes\":600}");
    assertThatThrownBy(() -> client.messages().create(ask("Tell me a story.").build()))
        .isInstanceOfAny(AnthropicIoException.class, AnthropicInvalidDataException.class);
  }

  @Test
  void shouldSayHowMuchIsLeftOfALimit() {
    // Given
    rig.weather("{\"limits\":{\"rpm\":2,\"tpm\":100000}}");

    // When
    Headers first;
    try (var raw = client.messages().withRawResponse().create(ask("Hi").build())) {
      first = raw.headers();
    }
    Message unused = client.messages().create(ask("Hi").build());

    // Then
    assertThat(first.values("anthropic-ratelimit-requests-limit")).containsExactly("2");
    assertThat(first.values("anthropic-ratelimit-requests-remaining")).containsExactly("1");
    assertThat(first.values("anthropic-ratelimit-tokens-reset").get(0)).endsWith("Z");
    assertThatThrownBy(() -> client.messages().create(ask("Hi").build()))
        .isInstanceOfSatisfying(
            RateLimitException.class,
            e ->
                assertThat(Integer.parseInt(e.headers().values("retry-after").get(0)))
                    .isBetween(50, 60));
  }

  @Test
  void shouldListModelsAndCountTokens() {
    assertThat(client.models().list().data()).hasSize(1);
    assertThatThrownBy(() -> client.messages().batches().list())
        .isInstanceOf(NotFoundException.class);
  }
}
