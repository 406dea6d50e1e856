package dev.assay.system.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.assay.system.deploy.built.Helm;
import dev.assay.system.deploy.built.JsonPatch;
import dev.assay.system.deploy.built.WithTools;
import dev.assay.system.deploy.built.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The chart is the manifests: its templates are written out of them, and its values say what stands
 * there. {@code -Dtest=ChartTest -Dassay.docs.write=true} writes them again.
 */
@ExtendWith(WithTools.class)
class ChartTest {
  private static final Path TEMPLATES = Helm.CHART.resolve("templates");
  private static final Set<String> BY_HAND =
      Set.of("_helpers.tpl", "validations.yaml", "extra.yaml", "NOTES.txt");
  private static final Pattern VALUE = Pattern.compile("\\.Values\\.([A-Za-z_.]+)");

  private final Chart chart = Chart.written();
  private final Map<String, Object> values =
      Yaml.documents(Helm.CHART.resolve("values.yaml")).get(0);

  @Test
  void shouldBeWrittenOutOfTheManifests() throws IOException {
    // Given
    if (Boolean.getBoolean("assay.docs.write")) {
      for (Map.Entry<String, String> file : chart.files().entrySet()) {
        Files.writeString(TEMPLATES.resolve(file.getKey()), file.getValue());
      }
    }

    // Then
    assertThat(chart.unused()).as("places that no manifest has").isEmpty();
    assertThat(chart.files())
        .allSatisfy(
            (file, text) ->
                assertThat(TEMPLATES.resolve(file))
                    .as("%s is stale; write it with -Dassay.docs.write=true", file)
                    .exists()
                    .content()
                    .isEqualTo(text));
    try (Stream<Path> there = Files.list(TEMPLATES)) {
      assertThat(there.map(file -> file.getFileName().toString()))
          .filteredOn(file -> !BY_HAND.contains(file))
          .containsExactlyInAnyOrderElementsOf(chart.files().keySet());
    }
  }

  @Test
  void shouldHaveTheManifestsAsItsDefaults() {
    assertThat(chart.defaults())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            one ->
                assertThat(Yaml.at(values, one.values()))
                    .as(one.values())
                    .isEqualTo(asText(one.manifest(), Yaml.at(values, one.values()))));
  }

  /** Configuration is text in a manifest; in values a number may stand as one. */
  private static Object asText(Object manifest, Object value) {
    return value instanceof String ? String.valueOf(manifest) : manifest;
  }

  @ParameterizedTest
  @CsvSource({
    "run-service, runService",
    "worker-service, workerService",
    "scoring-service, scoringService"
  })
  void shouldRunTheImagesOfTheManifests(String service, String key) {
    // Given
    Map<String, Object> about = Yaml.documents(Helm.CHART.resolve("Chart.yaml")).get(0);

    // Then
    assertThat(Yaml.string(values, key + ".image.repository") + ":" + about.get("appVersion"))
        .isEqualTo("assay/" + service + ":" + about.get("version"));
    assertThat(Yaml.at(values, "image.registry")).isEqualTo("");
    assertThat(Yaml.at(values, "image.tag")).isEqualTo("");
    assertThat(Yaml.at(values, key + ".image.digest")).isEqualTo("");
  }

  @Test
  void shouldReadOnlyValuesThatThereAre() throws IOException {
    // Given
    Set<String> read = new TreeSet<>();
    try (Stream<Path> files = Files.list(TEMPLATES)) {
      for (Path file : files.toList()) {
        Matcher found = VALUE.matcher(Files.readString(file));
        while (found.find()) {
          read.add(found.group(1));
        }
      }
    }

    // Then
    assertThat(read).hasSizeGreaterThan(60);
    assertThat(read)
        .allSatisfy(
            path ->
                assertThat(path).as("in values.yaml").matches(one -> Yaml.at(values, one) != null));
  }

  @Test
  void shouldAcceptItsOwnValues() throws IOException {
    assertThat(refused(values)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/runService/replica | 3 | replica",
        "/image/tag | latest | tag",
        "/runService/replicas | two | replicas",
        "/workerService/image/digest | sha1:abc | digest",
        "/workerService/extraEnv | {name: A, value: b} | extraEnv",
        "/workerService/extraEnv | [{nam: A}] | extraEnv",
        "/secrets/masterKey | NOT_A_NAME | masterKey",
        "/keda/workers/minReplicas | -1 | minReplicas",
        "/runService/config/lower-case | a | config",
        "/runService/config/ASSAY_DB_PASSWORD | a | config"
      })
  void shouldRefuseValuesThatMeanNothing(String path, String value, String where)
      throws IOException {
    // Given
    Map<String, Object> changed = new LinkedHashMap<>(values);

    // When
    Object put = Yaml.value(value, path);
    JsonPatch.apply(List.of(Map.of("op", "add", "path", path, "value", put)), changed);

    // Then
    assertThat(refused(changed)).isNotEmpty().allMatch(said -> said.contains(where));
  }

  @Test
  void shouldRefuseCombinationsWithASentence() {
    // Given
    String rules = Yaml.text(TEMPLATES.resolve("validations.yaml"));
    Matcher said = Pattern.compile("fail \"([^\"]*)\"").matcher(rules);
    Set<String> sentences = new TreeSet<>();
    while (said.find()) {
      sentences.add(said.group(1));
    }

    // Then
    assertThat(sentences).hasSizeGreaterThan(4).allMatch(one -> one.matches("[A-Za-z].* .*\\."));
  }

  private static List<String> refused(Map<String, Object> values) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
            .getSchema(Files.readString(Helm.CHART.resolve("values.schema.json")));
    JsonNode tree = json.valueToTree(values);
    return schema.validate(tree).stream().map(Object::toString).toList();
  }
}
