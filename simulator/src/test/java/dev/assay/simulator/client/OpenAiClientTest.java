package dev.assay.simulator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIInvalidDataException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.RateLimitException;
import com.openai.errors.SseException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import dev.assay.common.testing.JsonText;
import dev.assay.simulator.testing.SimulatorRig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official client of OpenAI talks to the simulator. */
class OpenAiClientTest {
  private static final Map<String, Object> SCHEMA =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of(
              "verdict", Map.of("type", "string", "enum", List.of("pass", "fail")),
              "score", Map.of("type", "integer", "minimum", 1, "maximum", 5)),
          "required",
          List.of("verdict", "score"));

  private final SimulatorRig rig = new SimulatorRig("{\"seed\":7}");
  private final OpenAIClient client = client("sk-test");

  @AfterEach
  void close() {
    client.close();
    rig.close();
  }

  private OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(rig.url() + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .timeout(Duration.ofSeconds(2))
        .build();
  }

  private static ChatCompletionCreateParams.Builder chat(String prompt) {
    return ChatCompletionCreateParams.builder().model("gpt-test").addUserMessage(prompt);
  }

  private static ChatCompletionCreateParams.Builder withTool(String prompt) {
    return chat(prompt)
        .addFunctionTool(
            FunctionDefinition.builder()
                .name("judge")
                .parameters(
                    FunctionParameters.builder().putAllAdditionalProperties(values()).build())
                .build());
  }

  private static Map<String, JsonValue> values() {
    return Map.of(
        "type", JsonValue.from(SCHEMA.get("type")),
        "properties", JsonValue.from(SCHEMA.get("properties")),
        "required", JsonValue.from(SCHEMA.get("required")));
  }

  private void learn(String prompt, String answer) {
    assertThat(
            rig.ask(
                "POST",
                "/_sim/answers",
                "{\"input\":\"" + prompt + "\",\"answer\":" + answer + "}"))
        .contains("\"added\":1");
  }

  private ChatCompletion streamed(ChatCompletionCreateParams params) {
    ChatCompletionAccumulator all = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream().forEach(all::accumulate);
    }
    return all.chatCompletion();
  }

  @Test
  void shouldChatWholeAndStreamed() {
    // Given
    learn("What is 6 times 7?", "\"The answer is forty-two.\"");

    // When
    ChatCompletion whole =
        client.chat().completions().create(chat("What is 6 times 7?").build()).validate();
    ChatCompletion streamed = streamed(chat("What is 6 times 7?").build());

    // Then
    assertThat(whole.choices().get(0).message().content()).contains("The answer is forty-two.");
    assertThat(streamed.choices().get(0).message().content()).contains("The answer is forty-two.");
    assertThat(whole.usage().orElseThrow().totalTokens()).isGreaterThan(5);
    assertThat(whole.model()).isEqualTo("gpt-test");
  }

  @Test
  void shouldCallToolsWholeAndStreamed() {
    // Given
    learn("Judge this.", "[{\"name\":\"judge\",\"arguments\":{\"verdict\":\"fail\",\"score\":2}}]");

    // When
    ChatCompletion whole = client.chat().completions().create(withTool("Judge this.").build());
    ChatCompletion streamed = streamed(withTool("Judge this.").build());
    ChatCompletion unexpected = client.chat().completions().create(withTool("Judge that.").build());

    // Then
    for (ChatCompletion each : List.of(whole, streamed, unexpected)) {
      var call = each.choices().get(0).message().toolCalls().orElseThrow().get(0).asFunction();
      assertThat(call.function().name()).isEqualTo("judge");
      assertThat(JsonText.json(call.function().arguments()).path("score").asInt()).isBetween(1, 5);
      assertThat(each.choices().get(0).finishReason().asString()).isEqualTo("tool_calls");
    }
    assertThat(
            streamed
                .choices()
                .get(0)
                .message()
                .toolCalls()
                .orElseThrow()
                .get(0)
                .asFunction()
                .function()
                .arguments())
        .isEqualTo("{\"verdict\":\"fail\",\"score\":2}");
  }

  @Test
  void shouldAnswerInTheShapeOfASchemaWithProbabilities() {
    // Given
    ResponseFormatJsonSchema.JsonSchema schema =
        ResponseFormatJsonSchema.JsonSchema.builder()
            .name("verdict")
            .schema(
                ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                    .putAllAdditionalProperties(values())
                    .build())
            .build();

    // When
    ChatCompletion reply =
        client
            .chat()
            .completions()
            .create(
                chat("How good is this?")
                    .responseFormat(ResponseFormatJsonSchema.builder().jsonSchema(schema).build())
                    .logprobs(true)
                    .topLogprobs(3)
                    .build())
            .validate();

    // Then
    var json = JsonText.json(reply.choices().get(0).message().content().orElseThrow());
    assertThat(json.path("verdict").asText()).isIn("pass", "fail");
    assertThat(json.path("score").asInt()).isBetween(1, 5);
    var tokens = reply.choices().get(0).logprobs().orElseThrow().content().orElseThrow();
    assertThat(tokens).isNotEmpty().allSatisfy(t -> assertThat(t.topLogprobs()).hasSize(3));
  }

  @Test
  void shouldSpeakResponsesWholeAndStreamed() {
    // Given
    learn("Say hello.", "\"Hello there, and welcome.\"");
    ResponseCreateParams params =
        ResponseCreateParams.builder().model("gpt-test").input("Say hello.").build();

    // When
    Response whole = client.responses().create(params).validate();
    StringBuilder text = new StringBuilder();
    Response[] last = new Response[1];
    try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params)) {
      stream.stream()
          .forEach(
              event -> {
                event.validate();
                event.outputTextDelta().ifPresent(delta -> text.append(delta.delta()));
                event.completed().ifPresent(done -> last[0] = done.response());
              });
    }

    // Then
    for (Response each : List.of(whole, last[0])) {
      assertThat(each.output().get(0).asMessage().content().get(0).asOutputText().text())
          .isEqualTo("Hello there, and welcome.");
      assertThat(each.usage().orElseThrow().outputTokens()).isPositive();
    }
    assertThat(text).hasToString("Hello there, and welcome.");
  }

  @Test
  void shouldCallToolsThroughResponses() {
    // When
    ResponseCreateParams params =
        ResponseCreateParams.builder()
            .model("gpt-test")
            .input("Judge this.")
            .addTool(
                FunctionTool.builder()
                    .name("judge")
                    .strict(true)
                    .parameters(
                        FunctionTool.Parameters.builder()
                            .putAllAdditionalProperties(values())
                            .build())
                    .build())
            .build();
    Response whole = client.responses().create(params).validate();
    StringBuilder arguments = new StringBuilder();
    try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params)) {
      stream.stream()
          .forEach(e -> e.functionCallArgumentsDelta().ifPresent(d -> arguments.append(d.delta())));
    }

    // Then
    assertThat(whole.output().get(0).asFunctionCall().name()).isEqualTo("judge");
    assertThat(arguments).hasToString(whole.output().get(0).asFunctionCall().arguments());
  }

  @Test
  void shouldGiveNearVectorsToTextsThatShareWords() {
    // When
    CreateEmbeddingResponse reply =
        client
            .embeddings()
            .create(
                EmbeddingCreateParams.builder()
                    .model("embed-test")
                    .dimensions(64)
                    .inputOfArrayOfStrings(
                        List.of("the cat sat on the mat", "on the mat sat a cat", "tax law reform"))
                    .build());

    // Then
    List<List<Float>> vectors = reply.data().stream().map(e -> e.embedding()).toList();
    assertThat(vectors).hasSize(3).allSatisfy(v -> assertThat(v).hasSize(64));
    assertThat(cosine(vectors.get(0), vectors.get(1)))
        .isGreaterThan(cosine(vectors.get(0), vectors.get(2)) + 0.3);
  }

  private static double cosine(List<Float> a, List<Float> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      sum += a.get(i) * b.get(i);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "429, 429, rate_limit_exceeded",
    "429_bare, 429, rate_limit_exceeded",
    "quota, 429, insufficient_quota",
    "500, 500, ",
    "503, 503, engine_overloaded",
    "529, 529, overloaded",
    "401, 401, invalid_api_key",
    "400, 400, "
  })
  void shouldMapErrorsToTheClientsExceptions(String fault, int status, String code) {
    // Given
    Map<Integer, Class<? extends OpenAIServiceException>> classes =
        Map.of(
            429, RateLimitException.class,
            500, InternalServerException.class,
            503, InternalServerException.class,
            529, InternalServerException.class,
            401, UnauthorizedException.class,
            400, BadRequestException.class);
    rig.weather("{\"fault\":\"" + fault + "\"}");

    // Then
    assertThatThrownBy(() -> client.chat().completions().create(chat("Hi").build()))
        .isInstanceOfSatisfying(
            OpenAIServiceException.class,
            e -> {
              assertThat(e).isInstanceOf(classes.get(status));
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.code().orElse(null)).isEqualTo(code);
            });
    rig.weather("null");
    assertThat(streamed(chat("Hi").build()).choices()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "cut_stream", "stall"})
  void shouldBreakConnectionsForTheClient(String fault) {
    rig.weather("{\"fault\":\"" + fault + "\",\"stall_after_bytes\":400}");
    assertThatThrownBy(() -> streamed(chat("Tell me a story about a cat.").build()))
        .isInstanceOfAny(OpenAIIoException.class, OpenAIInvalidDataException.class);
  }

  @Test
  void shouldOverloadInTheMiddleOfAStream() {
    rig.weather("{\"fault\":\"overload_in_stream\"}");
    assertThatThrownBy(() -> streamed(chat("Tell me a story about a cat.").build()))
        .isInstanceOf(SseException.class)
        .hasMessageContaining("Overloaded");
  }

  @Test
  void shouldRefuseUnknownPathsAndMalformedRequests() {
    assertThatThrownBy(() -> client.files().list()).isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () ->
                client
                    .chat()
                    .completions()
                    .create(
                        ChatCompletionCreateParams.builder()
                            .model("m")
                            .messages(List.of())
                            .build()))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("messages");
    assertThat(client.models().list().data()).hasSize(1);
  }
}
