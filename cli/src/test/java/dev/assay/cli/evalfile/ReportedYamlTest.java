package dev.assay.cli.evalfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.testing.Reports;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Evaluation files of public reports: read as they are written, or refused with the place. A CSV
 * beside one is read by run-service, and is with its reports.
 */
class ReportedYamlTest {
  private static final Map<String, String> VARIABLES = Map.of("HOME", "/home/x", "LITERAL", "no");

  static Stream<Arguments> taken() {
    return reports(true);
  }

  static Stream<Arguments> refused() {
    return reports(false);
  }

  private static Stream<Arguments> reports(boolean read) {
    return Reports.of(ReportedYamlTest.class, "yaml.jsonl").stream()
        .filter(report -> report.has("reads") == read)
        .map(report -> Arguments.of(report.get("id").textValue(), report));
  }

  private static JsonNode read(JsonNode report) throws Yaml.BadYamlException {
    JsonNode tree = Yaml.read(report.get("yaml").textValue());
    return tree instanceof ObjectNode object ? Environment.expand(object, VARIABLES) : tree;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("taken")
  void shouldReadItAsItIsWritten(String id, JsonNode report) throws Yaml.BadYamlException {
    assertThat(read(report)).isEqualTo(report.get("reads"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void shouldRefuseItWithThePlace(String id, JsonNode report) {
    assertThatThrownBy(() -> read(report))
        .isInstanceOf(Yaml.BadYamlException.class)
        .hasMessageContaining(report.get("says").textValue());
  }
}
