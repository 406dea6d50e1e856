package dev.assay.run.library.providers.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.json.Json;
import dev.assay.run.library.providers.ProviderKind;
import dev.assay.run.platform.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointOptionsTest {
  private static List<Violation> check(ProviderKind kind, String baseUrl, String options)
      throws JsonProcessingException {
    List<Violation> found = new ArrayList<>();
    ProviderInput input =
        new ProviderInput(
            "p",
            kind.wire(),
            baseUrl,
            null,
            null,
            null,
            null,
            null,
            null,
            options == null ? null : Json.mapper().readTree(options));
    EndpointOptions.check(kind, input, found);
    return found;
  }

  @Test
  void shouldTakeOptionsThatAreRight() throws JsonProcessingException {
    // Given
    String all =
        """
        {"method":"post","path":"/agents/{{model}}/ask","headers":{"x-tenant":"blue"},
         "body":{"q":"{{ input }}","m":"{{messages}}","s":"{{stream}}","t":"{{params.temperature}}",
                 "c":["{{item.extra.customer}}",7]},
         "text":"/answer/text","error":"/error","error_code":"/error/code",
         "usage":{"input":"/in","output":"/out","cached":"/c","reasoning":"/r"},
         "tool_calls":"/calls","model":"/model","request_id":"/id","finish_reason":"/why",
         "reasoning":"/thought","stream":{"text":"/delta","done":"/done"},
         "credential_header":"X-Key"}\
        """;

    // When / Then
    assertThat(check(ProviderKind.HTTP, "https://a.example", all)).isEmpty();
    assertThat(check(ProviderKind.BEDROCK, null, "{\"region\":\"us-gov-west-1\"}")).isEmpty();
    assertThat(check(ProviderKind.BEDROCK, "https://b.example", null)).isEmpty();
    assertThat(
            check(
                ProviderKind.ANTHROPIC,
                null,
                "{\"vertex\":{\"project\":\"p\",\"region\":\"europe-west1\"}}"))
        .isEmpty();
    assertThat(
            check(
                ProviderKind.REPLAY,
                null,
                "{\"run\":\"01890000-0000-7000-8000-000000000001\",\"pace\":true}"))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP | {} | options.text",
        "HTTP | {\"text\":\"answer\"} | options.text",
        "HTTP | {\"text\":\"/a\",\"error\":7} | options.error",
        "HTTP | {\"text\":\"/a\",\"txet\":\"/b\"} | options.txet",
        "HTTP | {\"text\":\"/a\",\"method\":\"DELETE\"} | options.method",
        "HTTP | {\"text\":\"/a\",\"path\":\"ask\"} | options.path",
        "HTTP | {\"text\":\"/a\",\"path\":\"/{{who}}\"} | options.path",
        "HTTP | {\"text\":\"/a\",\"body\":{\"q\":[\"{{#input}}\"]}} | options.body.q[0]",
        "HTTP | {\"text\":\"/a\",\"body\":\"{{expected}}\"} | options.body",
        "HTTP | {\"text\":\"/a\",\"headers\":{\"Authorization\":\"x\"}}"
            + " | options.headers.Authorization",
        "HTTP | {\"text\":\"/a\",\"headers\":{\"a\":1}} | options.headers.a",
        "HTTP | {\"text\":\"/a\",\"usage\":{\"input\":\"/i\"}} | options.usage",
        "HTTP | {\"text\":\"/a\",\"usage\":{\"input\":\"/i\",\"output\":\"/o\",\"all\":\"/x\"}}"
            + " | options.usage.all",
        "HTTP | {\"text\":\"/a\",\"credential_header\":\"a b\"} | options.credential_header",
        "HTTP | {\"text\":\"/a\",\"stream\":{\"done\":\"/d\"}} | options.stream",
        "HTTP | {\"text\":\"/a\",\"stream\":{\"text\":\"d\"}} | options.stream.text",
        "HTTP | {\"text\":\"/a\",\"stream\":{\"text\":\"/d\",\"x\":\"/y\"}} | options.stream.x",
        "BEDROCK | {} | options.region",
        "BEDROCK | {\"region\":\"Frankfurt\"} | options.region",
        "ANTHROPIC | {\"vertex\":{\"region\":\"global\"}} | options.vertex.project",
        "ANTHROPIC | {\"vertex\":{\"project\":\"p\"}} | options.vertex.region",
        "ANTHROPIC | {\"vertex\":{\"project\":\"p\",\"region\":\"a/b\"}} | options.vertex.region",
        "REPLAY | {} | options.run",
        "REPLAY | {\"run\":\"last\"} | options.run"
      })
  void shouldSayWhatIsWrong(ProviderKind kind, String options, String field)
      throws JsonProcessingException {
    assertThat(check(kind, null, options)).extracting(Violation::field).containsExactly(field);
  }

  @Test
  void shouldSayNothingOfOtherKinds() {
    assertThatCode(() -> assertThat(check(ProviderKind.OPENAI, null, null)).isEmpty())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"text\":\"\",\"path\":\"/a?api_key=x\"} | options.path",
        "{\"text\":\"\",\"headers\":{\"x-auth-token\":\"x\"}} | options.headers.x-auth-token",
        "{\"text\":\"\",\"body\":{\"a\":{\"apiKey\":\"x\"}}} | options.body.a.apiKey",
        "{\"text\":\"\",\"body\":{\"x\":\"sk-abcdefghijklmnop1234\"}} | options.body.x",
        "{\"text\":\"\",\"body\":\"{{input} x\"} | options.body",
        "{\"text\":\"\",\"path\":\"/{{model\"} | options.path"
      })
  void shouldRefuseSecretsAndTagsThatDoNotClose(String options, String field)
      throws JsonProcessingException {
    assertThat(check(ProviderKind.HTTP, "https://a.example", options))
        .extracting(Violation::field)
        .contains(field);
  }

  @Test
  void shouldBoundThePlaceholdersOfPathAndBodyTogether() throws JsonProcessingException {
    // Given
    String most = "{{input}}".repeat(10_000);

    // When / Then
    assertThat(
            check(
                ProviderKind.HTTP,
                "https://a.example",
                "{\"text\":\"/a\",\"body\":\"" + most + "\"}"))
        .isEmpty();
    assertThat(
            check(
                ProviderKind.HTTP,
                "https://a.example",
                "{\"text\":\"/a\",\"body\":{\"a\":[\"" + most + "\"],\"b\":\"{{model}}\"}}"))
        .extracting(Violation::field)
        .containsExactly("options.body");
    assertThat(
            check(
                ProviderKind.HTTP,
                "https://a.example",
                "{\"text\":\"/a\",\"path\":\"/{{model}}\",\"body\":\"" + most + "\"}"))
        .extracting(Violation::field)
        .containsExactly("options.body");
    assertThat(
            check(
                ProviderKind.HTTP,
                "https://a.example",
                "{\"text\":\"/a\",\"path\":\"/{{model}}" + most + "\"}"))
        .extracting(Violation::field)
        .containsExactly("options.path");
  }

  @Test
  void shouldRefuseANameThatIsLongerThanAnyTemplateMayHave() throws JsonProcessingException {
    // When / Then
    assertThat(
            check(
                ProviderKind.HTTP,
                "https://a.example",
                "{\"text\":\"/a\",\"body\":\"{{item" + ".a".repeat(100_000) + "}}\"}"))
        .extracting(Violation::message)
        .singleElement()
        .asString()
        .contains("500 characters")
        .hasSizeLessThan(200);
  }
}
