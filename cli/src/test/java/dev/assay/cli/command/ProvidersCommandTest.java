package dev.assay.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersCommandTest {
  private static final String ACME =
      """
      {"name":"acme","kind":"openai","base_url":"https://api.example.com/v1",
       "credential":{"kind":"sealed"},"limits":{"rpm":500},
       "models":{"gpt-x":{"price_in":1.5,"price_out":6.0}}}
      """;

  @TempDir Path folder;
  private FakeServer server;
  private Shell shell;

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer("successful", "pass");
    shell = new Shell(folder.resolve("home")).with(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static JsonNode json(String text) throws Exception {
    return Json.mapper().readTree(text);
  }

  @Test
  void shouldListAndShow() throws Exception {
    // Given
    server.canned.put("GET /v1/providers", "{\"data\":[" + ACME + "]}");
    server.canned.put("GET /v1/providers/acme", ACME);

    // When / Then
    assertThat(shell.run("providers", "list")).isZero();
    assertThat(shell.out()).contains("NAME", "acme", "sealed", "rpm 500");
    assertThat(shell.run("providers", "list", "--format", "json")).isZero();
    assertThat(json(shell.out()).path("data").path(0).path("name").asText()).isEqualTo("acme");
    assertThat(shell.run("providers", "show", "acme")).isZero();
    assertThat(shell.out()).contains("https://api.example.com/v1", "gpt-x: in 1.5, out 6.0");
    assertThat(shell.run("providers", "show", "nobody")).isEqualTo(2);
  }

  @Test
  void shouldAddWithEverythingThatIsGiven() throws Exception {
    // Given
    server.canned.put("POST /v1/providers", ACME);

    // When
    int code =
        shell.run(
            "providers",
            "add",
            "acme",
            "--kind",
            "openai",
            "--url",
            "https://api.example.com/v1",
            "--credential-env",
            "ACME_KEY",
            "--model",
            "gpt-x=1.5,6,0.75",
            "--model",
            "a=b=1,2",
            "--model",
            "free",
            "--rpm",
            "500",
            "--header",
            "x-team=red=blue",
            "--option",
            "stream_usage=false",
            "--option",
            "region=eu-1");

    // Then
    assertThat(shell.err()).contains("assay providers test acme");
    assertThat(code).isZero();
    assertThat(server.bodies.get("POST /v1/providers"))
        .isEqualTo(
            json(
                """
                {"name":"acme","kind":"openai","base_url":"https://api.example.com/v1",
                 "credential":{"env":"ACME_KEY"},
                 "models":{"gpt-x":{"price_in":1.5,"price_out":6.0,"price_cached":0.75},
                   "a=b":{"price_in":1.0,"price_out":2.0},"free":{}},
                 "limits":{"rpm":500,"tpm":null,"max_concurrency":null},
                 "headers":{"x-team":"red=blue"},
                 "options":{"stream_usage":false,"region":"eu-1"}}
                """));
  }

  @Test
  void shouldAddOneThatSignsInAsTheWorkers() throws Exception {
    // Given
    server.canned.put("POST /v1/providers", ACME);

    // When
    int code = shell.run("providers", "add", "acme", "--kind", "gemini", "--credential-ambient");

    // Then
    assertThat(code).isZero();
    assertThat(server.bodies.get("POST /v1/providers").path("credential"))
        .isEqualTo(json("{\"ambient\":true}"));
  }

  @Test
  void shouldReadASecretFromTheStandardInputAndNeverPrintIt() {
    // Given
    server.canned.put("PUT /v1/providers/acme", ACME);
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream("sk-secret\n".getBytes(StandardCharsets.UTF_8)));
    try {
      // When
      int code =
          shell.run(
              "providers", "add", "acme", "--kind", "openai", "--credential-stdin", "--replace");

      // Then
      assertThat(code).isZero();
      assertThat(shell.out() + shell.err()).doesNotContain("sk-secret");
      assertThat(
              server.bodies.get("PUT /v1/providers/acme").path("credential").path("value").asText())
          .isEqualTo("sk-secret");
    } finally {
      System.setIn(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--model gpt=1",
        "--model gpt=1,x",
        "--model =1,2",
        "--header novalue",
        "--credential-env A --credential-stdin",
        "--credential-env A --credential-ambient",
        "--rpm many",
        "--option a={\"b\":1,\"b\":2}",
      })
  void shouldSayHowToWriteIt(String options) {
    // Given
    String[] all = ("providers add acme --kind openai " + options).split(" ");

    // When / Then
    assertThat(shell.run(all)).isEqualTo(2);
    assertThat(shell.err()).isNotBlank();
    assertThat(server.requests).isEmpty();
  }

  @Test
  void shouldEndByWhatBecameOfTheTest() {
    // Given
    server.canned.put(
        "POST /v1/providers/acme/test",
        "{\"ok\":true,\"outcome\":\"ok\",\"http_status\":200,\"latency_ms\":31,\"model\":\"m\","
            + "\"message\":\"Provider acme answered after 31 ms.\"}");
    server.canned.put(
        "POST /v1/providers/broken/test",
        "{\"ok\":false,\"outcome\":\"auth\",\"http_status\":401,\"latency_ms\":9,\"model\":\"m\","
            + "\"message\":\"Provider broken answered 401.\"}");

    // When / Then
    assertThat(shell.run("providers", "test", "acme", "--model", "m")).isZero();
    assertThat(shell.out()).contains("answered after 31 ms", "31 ms");
    assertThat(server.bodies.get("POST /v1/providers/acme/test").path("model").asText())
        .isEqualTo("m");
    assertThat(shell.run("providers", "test", "broken")).isEqualTo(3);
    assertThat(shell.out()).contains("401", "auth");
  }

  @Test
  void shouldRemove() {
    // Given
    server.canned.put("DELETE /v1/providers/acme", "{}");

    // When / Then
    assertThat(shell.run("providers", "remove", "acme")).isZero();
    assertThat(shell.run("providers", "remove", "nobody")).isEqualTo(2);
  }

  @Test
  void shouldPutANewKeyBeforeTheOldOneAndForgetOlderOnes() throws Exception {
    // Given
    Base64.Encoder base64 = Base64.getEncoder();
    String current = base64.encodeToString(new byte[32]);
    Path file = Files.writeString(folder.resolve("keys"), current + "\nolder\n");
    String rotate = "POST /v1/providers/rotate";
    server.canned.put(rotate, "{\"resealed\":2,\"already_current\":0,\"unreadable\":1}");

    // When something could not be opened
    int partly = shell.run("providers", "rotate", "--key-file", file.toString());

    // Then nothing is forgotten
    assertThat(partly).isEqualTo(3);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3).element(1).isEqualTo(current);
    assertThat(base64.encodeToString(Base64.getDecoder().decode(lines.get(0))))
        .isNotEqualTo(current);

    // When all could
    server.canned.put(rotate, "{\"resealed\":3,\"already_current\":0,\"unreadable\":0}");
    assertThat(shell.run("providers", "rotate", "--key-file", file.toString())).isZero();

    // Then the new key and the one before it are left
    assertThat(shell.out()).contains("3 credentials");
    assertThat(Files.readAllLines(file)).hasSize(2).element(1).isEqualTo(lines.get(0));
  }

  @Test
  void shouldMakeNoKeyForAnotherServer() {
    // Given
    server.canned.put(
        "POST /v1/providers/rotate", "{\"resealed\":1,\"already_current\":4,\"unreadable\":0}");

    // When / Then
    assertThat(shell.run("providers", "rotate")).isZero();
    assertThat(folder.resolve("home")).doesNotExist();
    assertThat(shell.set("ASSAY_MASTER_KEY", "x").run("providers", "rotate", "--key-file", "f"))
        .isEqualTo(2);
    assertThat(shell.err()).contains("ASSAY_MASTER_KEYS_PREVIOUS");
  }

  @Test
  void shouldExplainItself() {
    // When / Then
    assertThat(shell.run("providers", "--help")).isZero();
    assertThat(shell.out()).contains("list", "add", "rotate");
    assertThat(shell.run("providers", "add", "--help")).isZero();
    assertThat(shell.out()).contains("--credential-stdin", "Example");
  }
}
