package dev.assay.simulator.server;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.testing.JsonText;
import dev.assay.simulator.options.SimFault;
import dev.assay.simulator.testing.SimulatorRig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every form as bytes: answers, faults, determinism. */
class FormsTest {
  private static final String CHAT =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"A story, please.\"}]%s}";
  private static final String RESPONSES = "{\"model\":\"m\",\"input\":\"A story, please.\"%s}";
  private static final String MESSAGES =
      "{\"model\":\"m\",\"max_tokens\":99,\"messages\":[{\"role\":\"user\",\"content\":\"A story,"
          + " please.\"}]%s}";
  private static final String GEMINI =
      "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"A story, please.\"}]}]}";
  private static final String STREAM = ",\"stream\":true";

  /** A way to ask. */
  private record Way(String path, String body) {}

  private static final List<Way> WAYS =
      List.of(
          new Way("/v1/chat/completions", CHAT.formatted("")),
          new Way(
              "/v1/chat/completions",
              CHAT.formatted(STREAM + ",\"stream_options\":{\"include_usage\":true}")),
          new Way("/v1/responses", RESPONSES.formatted("")),
          new Way("/v1/responses", RESPONSES.formatted(STREAM)),
          new Way("/v1/messages", MESSAGES.formatted("")),
          new Way("/v1/messages", MESSAGES.formatted(STREAM)),
          new Way("/v1beta/models/gem:generateContent", GEMINI),
          new Way("/v1beta/models/gem:streamGenerateContent?alt=sse", GEMINI),
          new Way("/v1beta/models/gem:streamGenerateContent", GEMINI),
          new Way("/openai/deployments/d/chat/completions?api-version=1", CHAT.formatted("")));

  private final SimulatorRig rig = new SimulatorRig("{\"seed\":7}");
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @AfterEach
  void close() {
    rig.close();
  }

  /** Status and body, or how it broke. */
  private String outcome(Way way) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(rig.url() + way.path()))
            .POST(HttpRequest.BodyPublishers.ofString(way.body()))
            .build();
    CompletableFuture<HttpResponse<String>> reply =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      // The time limit of a request ends with its head, a stall begins after it.
      return reply.thenApply(r -> r.statusCode() + " " + r.body()).get(700, MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      boolean unused = reply.cancel(true);
      return "broken";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldGiveTheSameAnswersForTheSameSeedInAllForms() {
    try (SimulatorRig other = new SimulatorRig("{\"seed\":7}")) {
      for (Way way : WAYS) {
        String body = rig.ask("POST", way.path(), way.body());
        assertThat(other.ask("POST", way.path(), way.body())).isEqualTo(body);
        assertThat(body.replace("\"", "")).contains("Simul");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/chat/completions | {\"messages\": [{\"role\": \"developer\", \"content\": \"Be brief.\"},"
            + " {\"role\": \"user\", \"content\": \"Who?\"}]}",
        "/v1/responses | {\"instructions\": \"Be brief.\", \"input\": \"Who?\"}",
        "/v1/responses | {\"input\": [{\"role\": \"system\", \"content\": \"Be brief.\"},"
            + " {\"role\": \"user\", \"content\": \"Who?\"}]}",
        "/v1/messages | {\"model\": \"m\", \"max_tokens\": 9, \"system\": \"Be brief.\","
            + " \"messages\": [{\"role\": \"user\", \"content\": \"Who?\"}]}",
        "/v1beta/models/g:generateContent | {\"systemInstruction\": {\"parts\": [{\"text\":"
            + " \"Be brief.\"}]}, \"contents\": [{\"parts\": [{\"text\": \"Who?\"}]}]}"
      })
  void shouldAnswerByWhatTheSystemSaysInEveryForm(String path, String body) {
    // Given
    String unused =
        rig.ask(
            "POST",
            "/_sim/answers",
            "{\"input\": \"Who?\", \"answer\": \"plain\"}\n"
                + "{\"input\": \"Who?\", \"system_has\": \"brief\", \"answer\": \"short\"}");

    // Then
    assertThat(rig.ask("POST", path, body)).contains("short");
    assertThat(rig.ask("POST", path, body.replace("brief", "long"))).contains("plain");
  }

  @ParameterizedTest
  @EnumSource(SimFault.class)
  void shouldShowEveryFaultInEveryForm(SimFault fault) {
    for (Way way : WAYS) {
      // Given
      rig.weather("null");
      String healthy = outcome(way);
      rig.weather("{\"fault\":\"" + fault.wire() + "\"}");

      // When
      String ill = outcome(way);

      // Then
      assertThat(healthy).as(way.path()).startsWith("200 ");
      boolean refused = ill.startsWith("4") || ill.startsWith("5");
      boolean broken = ill.equals("broken");
      switch (fault) {
        case RATE_LIMITED, RATE_LIMITED_BARE, QUOTA ->
            assertThat(ill).matches("(?s)(429|402) .*(rate|quota|EXHAUSTED|billing).*");
        case SERVER_ERROR -> assertThat(ill).startsWith("500 ");
        case UNAVAILABLE, OVERLOADED -> assertThat(ill).matches("(?s)(503|529) .*verloaded.*");
        case UNAUTHORIZED -> assertThat(ill).matches("(?s)(401|400) .*(?i:key).*");
        case INVALID -> assertThat(ill).startsWith("400 ");
        case OVERLOAD_IN_STREAM -> assertThat(ill).matches("(?s)200 .*verloaded.*");
        case TRUNCATED_JSON -> assertThat(ill).startsWith("200 ").hasSizeLessThan(healthy.length());
        case CUT, STALL, RESET -> assertThat(broken).as(ill).isTrue();
        case WRONG_USAGE -> assertThat(ill).startsWith("200 ").contains("-7");
        case CONTENT_FILTER ->
            assertThat(ill).startsWith("200 ").containsAnyOf("content_filter", "refusal", "SAFETY");
      }
      assertThat(refused || broken || !ill.equals(healthy)).isTrue();
    }
  }

  @Test
  void shouldSpeakGeminiWithToolsSchemasAndHints() {
    // Given
    String call =
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}],\"tools\":[{\"functionDeclarations\":"
            + "[{\"name\":\"f\",\"parameters\":{\"type\":\"OBJECT\",\"properties\":{\"n\":{\"type\":\"INTEGER\"}}}}]}]}";
    String shaped =
        "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}],\"generationConfig\":{\"responseMimeType\":"
            + "\"application/json\",\"responseSchema\":{\"type\":\"OBJECT\",\"properties\":{\"n\":{\"type\":\"BOOLEAN\"}}}}}";
    String path = "/v1beta/models/gem:generateContent";

    // When
    JsonNode part =
        JsonText.json(rig.ask("POST", path, call)).at("/candidates/0/content/parts/0/functionCall");
    String text =
        JsonText.json(rig.ask("POST", path, shaped))
            .at("/candidates/0/content/parts/0/text")
            .asText();
    JsonNode pieces =
        JsonText.json(rig.ask("POST", "/v1beta/models/g:streamGenerateContent", GEMINI));
    JsonNode vectors =
        JsonText.json(
            rig.ask(
                "POST",
                "/v1beta/models/e:batchEmbedContents",
                "{\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"outputDimensionality\":5},"
                    + "{\"content\":{\"parts\":[{\"text\":\"b\"}]},\"outputDimensionality\":5}]}"));
    rig.weather("{\"fault\":\"429\",\"retry_after_s\":2.5}");
    JsonNode refused = JsonText.json(rig.ask("POST", path, call));

    // Then
    assertThat(part.path("name").asText()).isEqualTo("f");
    assertThat(part.at("/args/n").isInt()).isTrue();
    assertThat(JsonText.json(text).path("n").isBoolean()).isTrue();
    assertThat(pieces.size()).isEqualTo(8);
    assertThat(pieces.at("/7/candidates/0/finishReason").asText()).isEqualTo("STOP");
    assertThat(vectors.path("embeddings")).hasSize(2);
    assertThat(vectors.at("/embeddings/1/values")).hasSize(5);
    assertThat(refused.at("/error/status").asText()).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(refused.at("/error/details/0/retryDelay").asText()).isEqualTo("2.5s");
  }

  @Test
  void shouldReportTokensAsEachProviderCountsThem() {
    // Given
    rig.weather("{\"tokens\":{\"input\":100,\"cached\":40,\"output\":30,\"reasoning\":10}}");

    // When
    List<JsonNode> all = new ArrayList<>();
    for (Way way : WAYS) {
      if (!way.body().contains(STREAM) && !way.path().contains("stream")) {
        all.add(JsonText.json(rig.ask("POST", way.path(), way.body())));
      }
    }

    // Then
    assertThat(all.get(0).at("/usage/prompt_tokens_details/cached_tokens").asInt()).isEqualTo(40);
    assertThat(all.get(0).at("/usage/completion_tokens").asInt()).isEqualTo(30);
    assertThat(all.get(1).at("/usage/output_tokens_details/reasoning_tokens").asInt())
        .isEqualTo(10);
    assertThat(all.get(2).at("/usage/input_tokens").asInt()).isEqualTo(60);
    assertThat(all.get(2).at("/usage/cache_read_input_tokens").asInt()).isEqualTo(40);
    assertThat(all.get(3).at("/usageMetadata/candidatesTokenCount").asInt()).isEqualTo(20);
    assertThat(all.get(3).at("/usageMetadata/totalTokenCount").asInt()).isEqualTo(130);
  }

  /** Status and JSON of an answer that is whole. */
  private record Answered(int status, JsonNode json) {}

  private Answered answered(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(rig.url() + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answered(reply.statusCode(), JsonText.json(reply.body()));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Path, body, status, where the form has its code, the code, where its sentence is, a word. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/v1/messages | {\"model\":\"m\",\"messages\":[]} | 400 | /error/type | invalid_request_error | /error/message | max_tokens",
        "/v1beta/models/m:generateContent | {} | 400 | /error/status | INVALID_ARGUMENT | /error/message | contents",
        "/v1beta/models/m:dance | {} | 404 | /error/status | NOT_FOUND | /error/message | path",
        "/v1/responses | {} | 400 | /error/type | invalid_request_error | /error/message | input",
        "/v1/embeddings | {\"input\":[]} | 400 | /error/type | invalid_request_error | /error/message | input",
        "/v1/chat/completions | {\"model\":\"m\"} | 400 | /error/type | invalid_request_error | /error/message | messages",
        "/v1/chat/completions | {nope | 400 | /error/type | invalid_request_error | /error/message | JSON"
      })
  void shouldRefuseMalformedRequestsInTheFormOfThePath(
      String path,
      String body,
      int status,
      String codeAt,
      String code,
      String textAt,
      String word) {
    Answered refused = answered("POST", path, body);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.json().at(codeAt).asText()).isEqualTo(code);
    assertThat(refused.json().at(textAt).asText()).contains(word);
    assertThat(refused.json().has("choices")).isFalse();
    assertThat(refused.json().has("output")).isFalse();
  }

  @Test
  void shouldCountTokensAndListModels() {
    Answered counted = answered("POST", "/v1/messages/count_tokens", MESSAGES.formatted(""));
    Answered models = answered("GET", "/v1beta/models", "");

    assertThat(counted.status()).isEqualTo(200);
    assertThat(counted.json().path("input_tokens").asInt()).isPositive();
    assertThat(models.status()).isEqualTo(200);
    assertThat(models.json().path("models").findValuesAsText("name")).contains("models/simulated");
  }
}
