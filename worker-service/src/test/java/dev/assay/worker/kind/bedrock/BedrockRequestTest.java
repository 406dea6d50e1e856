package dev.assay.worker.kind.bedrock;

import static dev.assay.common.testing.JsonText.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.UnusableProviderException;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.FakeTime;
import dev.assay.worker.testing.LoopRig;
import dev.assay.worker.wire.WireRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests field by field, as the Converse API reference has them. */
class BedrockRequestTest {
  private static final String CLAUDE = "anthropic.claude-3-5-sonnet-20240620-v1:0";

  private final BedrockKind kind = new BedrockKind((r, ms, l) -> () -> {}, new FakeTime());

  private static Calls calls() {
    return Calls.simulated().kind("bedrock").model(CLAUDE).options("{\"region\":\"eu-west-1\"}");
  }

  private WireRequest encode(Calls calls) {
    return kind.encode(new KindCall(calls.build(), 1, LoopRig.AWS));
  }

  private JsonNode body(Calls calls) {
    return json(encode(calls).body().toString());
  }

  @Test
  void shouldGoToTheRuntimeOfTheRegionAndNameTheModelInThePath() {
    // When
    WireRequest whole = encode(calls());
    WireRequest streamed = encode(calls().stream());

    // Then
    assertThat(whole.method()).isEqualTo("POST");
    assertThat(whole.uri())
        .hasToString(
            "https://bedrock-runtime.eu-west-1.amazonaws.com/model/"
                + "anthropic.claude-3-5-sonnet-20240620-v1%3A0/converse");
    assertThat(streamed.uri().getRawPath()).endsWith("-v1%3A0/converse-stream");
    assertThat(streamed.headers())
        .containsEntry("accept", "application/vnd.amazon.eventstream")
        .containsEntry("content-type", "application/json");
  }

  @Test
  void shouldEncodeAnArnAsOneSegment() {
    assertThat(encode(calls().model("arn:aws:bedrock:eu-west-1:1:inference-profile/eu.x")).uri())
        .hasToString(
            "https://bedrock-runtime.eu-west-1.amazonaws.com/model/"
                + "arn%3Aaws%3Abedrock%3Aeu-west-1%3A1%3Ainference-profile%2Feu.x/converse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ABSKexample-of-a-long-term-key", "bedrock-api-key-example"})
  void shouldSendAKeyOfBedrocksOwnAsABearerToken(String key) {
    // When
    Map<String, String> headers = kind.encode(new KindCall(calls().build(), 1, key)).headers();

    // Then
    assertThat(headers)
        .containsEntry("authorization", "Bearer " + key)
        .doesNotContainKeys("x-amz-date", "x-amz-security-token");
  }

  @Test
  void shouldSignForTheRegionAndSendTheToken() {
    // When
    Map<String, String> headers = encode(calls()).headers();

    // Then
    assertThat(headers)
        .containsEntry("x-amz-date", "20260101T000000Z")
        .containsEntry("x-amz-security-token", "session-token-of-the-example")
        .doesNotContainKey("host");
    assertThat(headers.get("authorization"))
        .startsWith(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/bedrock/aws4_request,"
                + " SignedHeaders=content-type;host;x-amz-date;x-amz-security-token, Signature=");
    assertThat(headers.toString()).doesNotContain("wJalrXUtnFEMI");
  }

  @Test
  void shouldTakeTheRegionFromTheHost() {
    // Given
    String fips = "https://bedrock-runtime-fips.us-gov-west-1.amazonaws.com";
    String endpoint = "https://vpce-1.bedrock-runtime.ap-south-1.vpce.amazonaws.com";

    // When / Then
    assertThat(encode(calls().options(null).baseUrl(fips)).headers().get("authorization"))
        .contains("/us-gov-west-1/bedrock/");
    assertThat(encode(calls().options(null).baseUrl(endpoint)).headers().get("authorization"))
        .contains("/ap-south-1/bedrock/");
    assertThatThrownBy(() -> encode(calls().options(null).baseUrl("https://proxy.example")))
        .isInstanceOf(UnusableProviderException.class)
        .hasMessageContaining("options.region");
  }

  @Test
  void shouldWriteTheConversation() {
    // When
    JsonNode body =
        body(
            calls()
                .messages(
                    new ChatMessage("system", TextNode.valueOf("Be brief.")),
                    new ChatMessage("user", TextNode.valueOf("Weather in Oslo?")),
                    new ChatMessage(
                        "assistant",
                        TextNode.valueOf(""),
                        json(
                            "[{\"id\":\"t1\",\"name\":\"weather\",\"arguments\":{\"city\":\"Oslo\"}}]"),
                        null),
                    new ChatMessage("tool", TextNode.valueOf("Snow"), null, "t1"),
                    new ChatMessage("user", TextNode.valueOf("So?"))));

    // Then: neighbours of the same side are one message
    assertThat(body)
        .isEqualTo(
            json(
                """
                {"system":[{"text":"Be brief."}],
                 "messages":[
                  {"role":"user","content":[{"text":"Weather in Oslo?"}]},
                  {"role":"assistant","content":[
                    {"toolUse":{"toolUseId":"t1","name":"weather","input":{"city":"Oslo"}}}]},
                  {"role":"user","content":[
                    {"toolResult":{"toolUseId":"t1","content":[{"text":"Snow"}]}},
                    {"text":"So?"}]}]}\
                """));
  }

  @Test
  void shouldWriteImages() {
    // When
    JsonNode content =
        body(calls()
                .messages(
                    new ChatMessage(
                        "user",
                        json(
                            """
                            [{"type":"text","text":"What is this?"},
                             {"type":"image_url","image_url":{"url":"data:image/jpeg;base64,/9j/4AA="}},
                             {"type":"image_url","image_url":{"url":"s3://bucket/cat.png"}}]\
                            """))))
            .at("/messages/0/content");

    // Then
    assertThat(content)
        .isEqualTo(
            json(
                """
                [{"text":"What is this?"},
                 {"image":{"format":"jpeg","source":{"bytes":"/9j/4AA="}}},
                 {"image":{"format":"png","source":{"s3Location":{"uri":"s3://bucket/cat.png"}}}}]\
                """));
  }

  @Test
  void shouldRefuseWhatCannotBeSent() {
    assertThatThrownBy(
            () -> encode(calls().params("{\"response_format\":{\"type\":\"json_object\"}}")))
        .hasMessageContaining("json_schema");
    assertThatThrownBy(
            () ->
                encode(
                    calls()
                        .messages(
                            new ChatMessage(
                                "user",
                                json(
                                    "[{\"type\":\"image_url\",\"image_url\":"
                                        + "{\"url\":\"https://example.com/a.png\"}}]")))))
        .hasMessageContaining("upload the image as an asset");
    assertThatThrownBy(
            () ->
                encode(
                    calls()
                        .messages(new ChatMessage("user", json("[{\"type\":\"input_audio\"}]")))))
        .hasMessageContaining("input_audio");
  }

  @Test
  void shouldPutParametersWhereTheyBelong() {
    // When
    JsonNode body =
        body(
            calls()
                .params(
                    """
                    {"temperature":0,"max_tokens":100,"top_p":0.9,"stop":"END","top_k":5,"seed":null,
                     "guardrailConfig":{"guardrailIdentifier":"g1","guardrailVersion":"1"},
                     "response_format":{"type":"json_schema","json_schema":{"name":"city",
                       "schema":{"type":"object"}}}}\
                    """));

    // Then
    assertThat(body.path("inferenceConfig"))
        .isEqualTo(
            json("{\"temperature\":0,\"maxTokens\":100,\"topP\":0.9,\"stopSequences\":[\"END\"]}"));
    assertThat(body.path("additionalModelRequestFields")).isEqualTo(json("{\"top_k\":5}"));
    assertThat(body.at("/guardrailConfig/guardrailIdentifier").asText()).isEqualTo("g1");
    assertThat(body.path("outputConfig"))
        .isEqualTo(
            json(
                """
                {"textFormat":{"type":"json_schema","structure":{"jsonSchema":
                  {"schema":"{\\"type\\":\\"object\\"}","name":"city"}}}}\
                """));
  }

  @Test
  void shouldWriteToolsAndTheirChoice() {
    // Given
    String tools =
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"add\",\"description\":\"Adds.\","
            + "\"parameters\":{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"number\"}}}}}]";

    // When
    JsonNode auto = body(calls().params("{" + tools + ",\"tool_choice\":\"auto\"}"));
    JsonNode required = body(calls().params("{" + tools + ",\"tool_choice\":\"required\"}"));
    JsonNode named =
        body(
            calls()
                .params(
                    "{"
                        + tools
                        + ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"add\"}}}"));
    JsonNode none = body(calls().params("{" + tools + ",\"tool_choice\":\"none\"}"));

    // Then
    assertThat(auto.path("toolConfig"))
        .isEqualTo(
            json(
                """
                {"tools":[{"toolSpec":{"name":"add","description":"Adds.","inputSchema":{"json":
                  {"type":"object","properties":{"a":{"type":"number"}}}}}}],
                 "toolChoice":{"auto":{}}}\
                """));
    assertThat(required.at("/toolConfig/toolChoice")).isEqualTo(json("{\"any\":{}}"));
    assertThat(named.at("/toolConfig/toolChoice")).isEqualTo(json("{\"tool\":{\"name\":\"add\"}}"));
    assertThat(none.has("toolConfig")).isFalse();
  }

  @Test
  void shouldNeverSendTheHint() {
    assertThat(encode(calls().hint(TextNode.valueOf("the-expected-answer"))).body().toString())
        .doesNotContain("the-expected-answer");
  }
}
