package dev.assay.worker.kind.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static dev.assay.common.testing.JsonText.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Request;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelReply;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.Usage;
import dev.assay.common.status.OutcomeClass;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.LoopRig;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A user's own agent as the target. */
class HttpKindTest {
  private static final String OPTIONS =
      """
      {"path":"/agents/{{model}}/ask",
       "headers":{"x-tenant":"blue"},
       "body":{"question":"{{input}}","text":"Q: {{ input }}!","history":"{{messages}}",
               "settings":{"t":"{{params.temperature}}","missing":"{{params.top_p}}"},
               "customer":"{{item.extra.customer}}","tags":["{{item.id}}",7,true,null]},
       "text":"/reply/text","error":"/error","error_code":"/error/reason",
       "usage":{"input":"/tokens/in","output":"/tokens/out","cached":"/tokens/cached"},
       "tool_calls":"/actions","model":"/agent","request_id":"/trace","finish_reason":"/why"}\
      """;

  private final LoopRig rig = new LoopRig(BreakerSettings.DEFAULT);
  private final WireMockServer agent =
      new WireMockServer(WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

  @BeforeEach
  void start() {
    agent.start();
  }

  @AfterEach
  void stop() {
    agent.stop();
    rig.close();
  }

  private void answers(ResponseDefinitionBuilder response) {
    agent.stubFor(any(anyUrl()).willReturn(response));
  }

  private static ResponseDefinitionBuilder body(int status, String json) {
    return aResponse()
        .withStatus(status)
        .withHeader("content-type", "application/json")
        .withBody(json);
  }

  private Calls calls(String options) {
    return Calls.simulated()
        .kind("http")
        .model("support bot")
        .options(options)
        .params("{\"temperature\":0.5}")
        .hint(json("{\"id\":\"i7\",\"extra\":{\"customer\":{\"name\":\"Ann\"}}}"))
        .baseUrl("http://127.0.0.1:" + agent.port() + "/api/");
  }

  private Request asked() {
    return agent.getAllServeEvents().get(0).getRequest();
  }

  private ModelReply ask(String options) {
    return rig.start(calls(options).attempts(1).build()).join();
  }

  @Test
  void shouldAskWithTheTemplateFilledIn() {
    // Given
    answers(body(200, "{\"reply\":{\"text\":\"Hi\"}}"));

    // When
    ModelReply reply =
        rig.start(
                calls(OPTIONS)
                    .credential(new ProviderRef.Credential("KEY", null))
                    .headers(Map.of("X-Own", "1"))
                    .messages(
                        new ChatMessage("system", TextNode.valueOf("Be kind.")),
                        new ChatMessage("user", TextNode.valueOf("Say \"hi\"\n$1 {{model}}")))
                    .build())
            .join();

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("Hi");
    assertThat(asked().getMethod().getName()).isEqualTo("POST");
    assertThat(asked().getUrl()).isEqualTo("/api/agents/support%20bot/ask");
    assertThat(asked().getHeader("x-tenant")).isEqualTo("blue");
    assertThat(asked().getHeader("x-own")).isEqualTo("1");
    assertThat(asked().getHeader("authorization")).isEqualTo("Bearer top-secret-value");
    assertThat(json(asked().getBodyAsString()))
        .isEqualTo(
            json(
                """
                {"question":"Say \\"hi\\"\\n$1 {{model}}","text":"Q: Say \\"hi\\"\\n$1 {{model}}!",
                 "history":[{"role":"system","content":"Be kind."},
                            {"role":"user","content":"Say \\"hi\\"\\n$1 {{model}}"}],
                 "settings":{"t":0.5},"customer":{"name":"Ann"},"tags":["i7",7,true,null]}\
                """));
  }

  @Test
  void shouldReadEverythingThatPointersName() {
    // Given
    answers(
        body(
            200,
            """
            {"reply":{"text":"Done"},"tokens":{"in":30,"out":12,"cached":20},"agent":"bot-2",
             "trace":"tr-9","why":"stop","error":null,
             "actions":[{"id":"a1","name":"refund","arguments":{"order":7}},
                        {"id":"a2","function":{"name":"mail","arguments":"{\\"to\\":\\"x\\"}"}}]}\
            """));

    // When
    ModelReply reply = ask(OPTIONS);

    // Then
    assertThat(reply.answer().usage()).isEqualTo(new Usage(30, 20, 12, 0));
    assertThat(reply.answer().model()).isEqualTo("bot-2");
    assertThat(reply.answer().requestId()).isEqualTo("tr-9");
    assertThat(reply.answer().finishReason()).isEqualTo("stop");
    assertThat(reply.answer().toolCalls())
        .isEqualTo(
            json(
                """
                [{"id":"a1","name":"refund","arguments":{"order":7}},
                 {"id":"a2","name":"mail","arguments":{"to":"x"}}]\
                """));
  }

  @Test
  void shouldTakeAGoodStatusWithAnErrorForAnError() {
    // Given
    answers(
        body(200, "{\"reply\":{\"text\":\"\"},\"error\":{\"reason\":\"rate_limit_exceeded\"}}"));

    // When
    ModelReply reply = ask(OPTIONS);

    // Then
    assertThat(reply.answer()).isNull();
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.RATE_LIMITED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "false", "\"\"", "{}", "[]"})
  void shouldNotTakeAnEmptyErrorForOne(String error) {
    // Given
    answers(body(200, "{\"reply\":{\"text\":\"ok\"},\"error\":" + error + "}"));

    // When / Then
    assertThat(ask(OPTIONS).answer().output().asText()).isEqualTo("ok");
  }

  @ParameterizedTest
  @CsvSource({
    "500, TRANSIENT",
    "429, RATE_LIMITED",
    "401, AUTH",
    "402, QUOTA",
    "422, INVALID",
    "302, INVALID"
  })
  void shouldClassifyByStatus(int status, OutcomeClass expected) {
    // Given
    answers(body(status, "{\"detail\":\"no\"}"));

    // When / Then
    assertThat(ask(OPTIONS).attempts().get(0).outcome()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "<html>", "{\"reply\":{}}", "{\"reply\":{\"text\":null}}"})
  void shouldNotTakeNonsenseForAnAnswer(String body) {
    // Given
    answers(body(200, body));

    // When
    ModelReply reply = ask(OPTIONS);

    // Then
    assertThat(reply.attempts().get(0).outcome()).isEqualTo(OutcomeClass.TRANSIENT);
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROVIDER_NONSENSE);
  }

  @Test
  void shouldKeepJsonThatStandsWhereTheTextIs() {
    // Given
    answers(body(200, "{\"reply\":{\"text\":{\"city\":\"Oslo\"}}}"));

    // When / Then
    assertThat(ask(OPTIONS).answer().output()).isEqualTo(json("{\"city\":\"Oslo\"}"));
  }

  @Test
  void shouldTakePlainTextAsTheAnswerAndPutValuesIntoAQuery() {
    // Given
    answers(aResponse().withHeader("content-type", "text/plain").withBody("forty-two"));

    // When
    ModelReply reply = ask("{\"method\":\"get\",\"path\":\"/ask?q={{input}}\",\"text\":\"\"}");

    // Then
    assertThat(reply.answer().output().asText()).isEqualTo("forty-two");
    assertThat(asked().getMethod().getName()).isEqualTo("GET");
    assertThat(asked().getUrl()).isEqualTo("/api/ask?q=What%20is%206%20times%207%3F%20%280%29");
  }

  @Test
  void shouldSendTheCredentialWhereTheOptionsSay() {
    // Given
    answers(body(200, "{\"t\":\"x\"}"));

    // When
    ModelReply reply =
        rig.start(
                calls("{\"text\":\"/t\",\"credential_header\":\"X-Agent-Key\"}")
                    .credential(new ProviderRef.Credential("KEY", null))
                    .build())
            .join();

    // Then
    assertThat(reply.answer()).isNotNull();
    assertThat(asked().getHeader("x-agent-key")).isEqualTo("top-secret-value");
    assertThat(asked().containsHeader("authorization")).isFalse();
  }

  @Test
  void shouldSendNothingWhenTheTemplateNamesWhatIsNotThere() {
    // When
    ModelReply reply = ask("{\"text\":\"/t\",\"body\":{\"who\":\"{{item.extra.nobody}}\"}}");

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROMPT_FAILED);
    assertThat(reply.failure().message()).contains("item.extra.nobody");
    assertThat(agent.getAllServeEvents()).isEmpty();
  }

  @Test
  void shouldSayWhenItIsNotToldWhereTheAnswerStands() {
    assertThat(ask("{}").failure().message()).contains("options.text");
  }

  private ModelReply askLong(String body, String input) {
    return rig.start(
            calls("{\"body\":" + body + ",\"text\":\"/reply/text\"}")
                .attempts(1)
                .messages(new ChatMessage("user", TextNode.valueOf(input)))
                .build())
        .join();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{input}}", " {{input}}", "{{messages}}", "{{messages.0.content}}", "{{item}}"})
  void shouldFailTheItemAndNotTheWorkerWhenATemplateRepeatsALongPrompt(String placeholder) {
    // Given a few thousand letters that would make 2 GB
    String body = "[" + ("\"" + placeholder + "\",").repeat(999) + "\"" + placeholder + "\"]";
    String input = "x".repeat(2 * 1024 * 1024);

    // When
    ModelReply reply =
        rig.start(
                calls("{\"body\":" + body + ",\"text\":\"/reply/text\"}")
                    .attempts(1)
                    .hint(json("{\"id\":\"i7\",\"input\":\"" + input + "\"}"))
                    .messages(new ChatMessage("user", TextNode.valueOf(input)))
                    .build())
            .join();

    // Then
    assertThat(reply.failure().code()).isEqualTo(ErrorCode.PROMPT_FAILED);
    assertThat(reply.failure().message()).contains("longer than 4194304");
    assertThat(agent.getAllServeEvents()).isEmpty();
  }

  @Test
  void shouldCountTheValuesOfOneStringAndOfAllStringsTogether() {
    // Given
    String input = "x".repeat(1024 * 1024);

    // When / Then
    assertThat(askLong("\"" + " {{input}}".repeat(1_000) + "\"", input).failure().code())
        .isEqualTo(ErrorCode.PROMPT_FAILED);
    assertThat(
            askLong(
                    "{\"a\":\" {{input}} {{input}}\",\"b\":\" {{input}}{{input}}{{input}}\"}",
                    input)
                .failure()
                .code())
        .isEqualTo(ErrorCode.PROMPT_FAILED);
  }

  @Test
  void shouldSendALongQuestionWholeAsOtherKindsDo() {
    // Given
    answers(body(200, "{\"reply\":{\"text\":\"Hi\"}}"));

    // When
    ModelReply reply =
        askLong(
            "{\"q\":\"{{input}}\",\"all\":\"{{messages}}\",\"model\":\"{{model}}\"}",
            "x".repeat(5 * 1024 * 1024));

    // Then
    assertThat(reply.failure()).isNull();
    assertThat(asked().getBody().length).isGreaterThan(10 * 1024 * 1024);
  }
}
