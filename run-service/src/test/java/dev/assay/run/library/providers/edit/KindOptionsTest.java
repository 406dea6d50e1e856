package dev.assay.run.library.providers.edit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.library.providers.ProviderKind;
import dev.assay.run.platform.problem.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options of kinds: a slip is said, and what the documentation shows is taken. */
class KindOptionsTest {
  private static final Path DOCS = Path.of("../docs");
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "\\{(?:\"name\": [^{]*)?\"kind\": \"(\\w+)\".*?(?=\\n\\{|\\n```)", Pattern.DOTALL);

  private static List<Violation> check(ProviderKind kind, String options)
      throws JsonProcessingException {
    List<Violation> found = new ArrayList<>();
    KindOptions.check(kind, Json.mapper().readTree(options), found);
    return found;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OPENAI | {\"apy\": \"chat\"} | options.apy | did you mean api?",
        "OPENAI | {\"apy\": \"chat\"} | options.apy | there are api, inline_reasoning, max",
        "OPENAI | {\"stream_usage\": \"no\"} | options.stream_usage | true or false",
        "AZURE_OPENAI | {\"deployment\": 7} | options.deployment | a text",
        "ANTHROPIC | {\"max_tokens\": 0} | options.max_tokens | a whole number from 1",
        "GEMINI | {\"inline_reasoning\": true} | options.inline_reasoning | one of keep",
        "OLLAMA | {\"host\": \"x\"} | options.host | the kind ollama; there are inline_reasoning",
        "BEDROCK | {\"regoin\": \"x\"} | options.regoin | did you mean region?",
        "REPLAY | {\"pace\": 1} | options.pace | true or false",
        "SIMULATED | {\"eror_rate\": 0.1} | options.eror_rate | did you mean error_rate?",
        "SIMULATED | {\"error_rate\": 2} | options.error_rate | from 0 to 1",
        "SIMULATED | {\"error_rate\": \"0.1\"} | options.error_rate | a number",
        "SIMULATED | {\"seed\": 1.5} | options.seed | a whole number",
        "SIMULATED | {\"latency\": \"400\"} | options.latency | milliseconds",
        "SIMULATED | {\"latency\": -1} | options.latency | from 0",
        "SIMULATED | {\"latency\": {\"kind\": \"normal\"}} | options.latency.kind | lognormal",
        "SIMULATED | {\"latency\": {\"mean_s\": 4}} | options.latency.mean_s | did you mean mean_ms?",
        "SIMULATED | {\"latency\": {\"ttft\": \"x\"}} | options.latency.ttft | milliseconds",
        "SIMULATED | {\"latency\": {\"ttft\": 1, \"mean_ms\": 4}} | options.latency.mean_ms | ttft",
        "SIMULATED | {\"tokens\": 7} | options.tokens | cached, input, output, reasoning",
        "SIMULATED | {\"tokens\": {\"input\": -1}} | options.tokens.input | from 0",
        "SIMULATED | {\"faults\": {\"430\": 0.1}} | options.faults.430 | there are 400, 401, 429",
        "SIMULATED | {\"faults\": {\"429\": 2}} | options.faults.429 | from 0 to 1",
        "SIMULATED | {\"faults\": {\"429\": 0.6, \"500\": 0.6}} | options.faults | 1 together",
        "SIMULATED | {\"faults\": [\"429\"]} | options.faults | an object",
        "SIMULATED | {\"limits\": {\"rpm\": 0}} | options.limits.rpm | from 1",
        "SIMULATED | {\"pieces\": 0} | options.pieces | from 1"
      })
  void shouldSayWhatIsWrongAndWhatThereIs(
      ProviderKind kind, String options, String field, String said) throws JsonProcessingException {
    // When
    List<Violation> found = check(kind, options);

    // Then
    assertThat(found).extracting(Violation::field).containsExactly(field);
    assertThat(found.get(0).message()).contains(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SIMULATED | {\"latency\": 0, \"error_rate\": 0, \"seed\": -3}",
        "SIMULATED | {\"latency\": {\"kind\": \"uniform\", \"min_ms\": 1, \"max_ms\": 2.5}}",
        "SIMULATED | {\"latency\": {\"ttft\": 20, \"per_token\": {\"mean_ms\": 3}}}",
        "SIMULATED | {\"limits\": {\"rpm\": 10, \"tpm\": 1, \"max_concurrency\": 1}}",
        "SIMULATED | {\"faults\": {\"429\": 0.7, \"stall\": 0.2, \"cut\": 0.1}}",
        "SIMULATED | {\"latency\": null, \"inline_reasoning\": \"keep\"}",
        "OPENAI | {\"api\": null, \"stream_usage\": false, \"max_tokens_field\": \"max_tokens\"}",
        "HTTP | {\"anything\": 1}"
      })
  void shouldTakeWhatIsRight(ProviderKind kind, String options) throws JsonProcessingException {
    assertThat(check(kind, options)).isEmpty();
  }

  @Test
  void shouldTakeTheExamplesOfTheDocumentation() throws IOException {
    // Given
    String docs = Files.readString(DOCS.resolve("providers.md"));
    List<MatchResult> examples = EXAMPLE.matcher(docs).results().toList();

    // When / Then
    int checked = 0;
    for (MatchResult example : examples) {
      JsonNode record = Json.mapper().readTree(example.group());
      if (record.has("options")) {
        ProviderKind kind = ProviderKind.of(example.group(1));
        assertThat(check(kind, record.get("options").toString())).as(example.group()).isEmpty();
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(6);
  }

  @Test
  void shouldTakeEveryFaultOfTheDocumentation() throws IOException {
    // Given the first two columns of the table of faults
    String docs = Files.readString(DOCS.resolve("simulator.md"));
    String table = docs.substring(docs.indexOf("## Faults"), docs.indexOf("## Limits"));
    ObjectNode faults = Json.mapper().createObjectNode();
    Pattern.compile("^\\| `(\\w+)` \\| (?:`(\\w+)`)?", Pattern.MULTILINE)
        .matcher(table)
        .results()
        .forEach(
            row -> {
              faults.put(row.group(1), 0.01);
              if (row.group(2) != null) {
                faults.put(row.group(2), 0.01);
              }
            });

    // When / Then
    assertThat(faults).hasSizeGreaterThan(20);
    assertThat(check(ProviderKind.SIMULATED, "{\"faults\": " + faults + "}")).isEmpty();
  }
}
