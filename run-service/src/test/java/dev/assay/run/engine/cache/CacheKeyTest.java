package dev.assay.run.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ModelRequest.Operation;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.ProviderRef.Credential;
import dev.assay.common.part.ProviderRef.Limits;
import dev.assay.common.part.ProviderRef.Pricing;
import dev.assay.common.part.ProviderRef.SealedSecret;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CacheKeyTest {
  private static final ProviderRef PROVIDER =
      new ProviderRef(
          "w", "main", "openai", "https://a.example", env("KEY"), Map.of(), null, null, null);
  private static final ModelRequest REQUEST =
      request("m", "hello", json("{\"temperature\":0,\"stop\":[\"a\",\"b\"]}"), false, null, null);
  private static final String KEY = CacheKey.of(PROVIDER, REQUEST, 0);

  private static Credential env(String name) {
    return new Credential(name, null);
  }

  private static Credential sealed(String nonce) {
    return new Credential(null, new SealedSecret("k", nonce, "secret"));
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static ModelRequest request(
      String model,
      String text,
      JsonNode params,
      boolean stream,
      JsonNode hint,
      Operation operation) {
    return new ModelRequest(
        model,
        List.of(new ChatMessage("user", TextNode.valueOf(text))),
        params,
        stream,
        hint,
        operation);
  }

  private static ProviderRef provider(
      String workspace, String name, String kind, String url, Credential credential) {
    return new ProviderRef(workspace, name, kind, url, credential, Map.of(), null, null, null);
  }

  static Stream<String> others() {
    String url = "https://a.example";
    JsonNode params = REQUEST.params();
    return Stream.of(
        CacheKey.of(provider("v", "main", "openai", url, env("KEY")), REQUEST, 0),
        CacheKey.of(provider("w", "other", "openai", url, env("KEY")), REQUEST, 0),
        CacheKey.of(provider("w", "main", "anthropic", url, env("KEY")), REQUEST, 0),
        CacheKey.of(provider("w", "main", "openai", url + "/v2", env("KEY")), REQUEST, 0),
        CacheKey.of(provider("w", "main", "openai", url, env("OTHER")), REQUEST, 0),
        CacheKey.of(provider("w", "main", "openai", url, sealed("1")), REQUEST, 0),
        CacheKey.of(provider("w", "main", "openai", url, sealed("2")), REQUEST, 0),
        CacheKey.of(provider("w", "main", "openai", url, null), REQUEST, 0),
        CacheKey.of(
            new ProviderRef(
                "w",
                "main",
                "openai",
                url,
                env("KEY"),
                Map.of("organization", "b"),
                null,
                null,
                null),
            REQUEST,
            0),
        CacheKey.of(
            new ProviderRef(
                "w", "main", "openai", url, env("KEY"), Map.of(), json("{\"s\":1}"), null, null),
            REQUEST,
            0),
        CacheKey.of(PROVIDER, request("n", "hello", params, false, null, null), 0),
        CacheKey.of(PROVIDER, request("m", "hello ", params, false, null, null), 0),
        CacheKey.of(PROVIDER, request("m", "hello", null, false, null, null), 0),
        CacheKey.of(
            PROVIDER,
            request(
                "m",
                "hello",
                json("{\"temperature\":0,\"stop\":[\"b\",\"a\"]}"),
                false,
                null,
                null),
            0),
        CacheKey.of(PROVIDER, request("m", "hello", params, false, null, Operation.EMBEDDINGS), 0),
        CacheKey.of(PROVIDER, request("m", "hello", params, false, json("1"), null), 0),
        CacheKey.of(PROVIDER, REQUEST, 1));
  }

  @ParameterizedTest
  @MethodSource("others")
  void shouldTellApartWhateverDecidesAnAnswer(String other) {
    assertThat(other).isNotEqualTo(KEY).matches("[0-9a-f]{64}");
  }

  @Test
  void shouldGiveEveryOneOfThemItsOwnKey() {
    assertThat(others()).doesNotHaveDuplicates();
  }

  @Test
  void shouldNotMindWhatDecidesNoAnswer() {
    // Given the same asked with prices and limits, as a stream, with its parameters the other way
    // round and an operation that is named
    ProviderRef provider =
        new ProviderRef(
            "w",
            "main",
            "openai",
            "https://a.example",
            env("KEY"),
            Map.of(),
            null,
            new Pricing(1.0, 2.0, null),
            new Limits(1, 2L, 3));
    ModelRequest request =
        request(
            "m",
            "hello",
            json("{\"stop\":[\"a\",\"b\"],\"temperature\":0.0}"),
            true,
            null,
            Operation.CHAT);

    // Then
    assertThat(CacheKey.of(provider, request, 0)).isEqualTo(KEY);
  }

  @Test
  void shouldTakeNoParametersForEmptyOnes() {
    assertThat(CacheKey.of(PROVIDER, request("m", "x", json("{}"), false, null, null), 0))
        .isEqualTo(CacheKey.of(PROVIDER, request("m", "x", null, false, null, null), 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"b\":1,\"a\":{\"d\":2,\"c\":3}}|{\"a\":{\"c\":3,\"d\":2},\"b\":1}",
        "[1.0,1,10e-1]|[1,1,1]",
        "1e300|1E+300",
        "{\"a\":null}|{\"a\":null}",
        "\"1\"|\"1\"",
      })
  void shouldWriteOneTextForWhatMeansTheSame(String given, String canonical) {
    assertThat(NumberBlindJson.of(json(given))).isEqualTo(canonical);
  }
}
