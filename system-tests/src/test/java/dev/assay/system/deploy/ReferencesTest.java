package dev.assay.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.system.deploy.built.JsonPatch;
import dev.assay.system.deploy.built.Kustomize;
import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name is there. */
class ReferencesTest {
  private static final Set<String> AUTHORITIES =
      Set.of("assay-database-ca", "assay-broker-ca", "assay-provider-ca");
  private static final Path PAGE = Path.of("..", "docs", "kubernetes.md");

  @Test
  void shouldReadEveryFile() throws IOException {
    // Given
    List<Path> files;
    try (Stream<Path> all = Files.walk(Kustomize.ROOT)) {
      files = all.filter(file -> file.toString().matches(".*\\.ya?ml")).toList();
    }

    // Then
    assertThat(files).hasSizeGreaterThan(40);
    assertThat(files).allSatisfy(file -> assertThat(Yaml.anyDocuments(file)).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("dev.assay.system.deploy.built.Overlays#all")
  void shouldPointAtWhatIsThere(String folder) {
    assertThat(References.faults(Overlays.of(folder), AUTHORITIES)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.assay.system.deploy.built.Overlays#all")
  void shouldSayWhichSecretsAndAuthoritiesToMake(String folder) {
    // Given
    String page = Yaml.text(PAGE);

    // Then
    assertThat(References.secrets(Overlays.of(folder), true))
        .isNotEmpty()
        .allSatisfy(
            secret -> assertThat(page).contains("| `" + secret.replace("/", "` | `") + "` |"));
    assertThat(AUTHORITIES).allSatisfy(map -> assertThat(page).contains("`" + map + "`"));
  }

  @Test
  void shouldMakeTheSecretsThatAnEvaluationNeeds() {
    // Given
    Set<String> made = new TreeSet<>();
    Matcher put =
        Pattern.compile("\\| put (\\S+) (\\S+)(?: --from-literal=(\\w+)=\\S+)?\n")
            .matcher(Yaml.text(Kustomize.ROOT.resolve("make-secrets.sh")));
    while (put.find()) {
      made.add(put.group(1) + "/" + put.group(2));
      if (put.group(3) != null) {
        made.add(put.group(1) + "/" + put.group(3));
      }
    }

    // Then
    assertThat(References.secrets(Overlays.of("overlays/dev"), false))
        .contains("assay-broker/user", "assay-postgres/password")
        .isSubsetOf(made);
  }

  @ParameterizedTest
  @CsvSource({
    "Service, /spec/selector/app.kubernetes.io~1name, Service run-service selects nothing",
    "Service, /spec/ports/0/targetPort, Service run-service leads to no port: other",
    "NetworkPolicy, /spec/podSelector/matchLabels/app.kubernetes.io~1name, "
        + "NetworkPolicy run-service selects nothing",
    "PodDisruptionBudget, /spec/selector/matchLabels/app.kubernetes.io~1name, "
        + "PodDisruptionBudget run-service selects nothing",
    "Deployment, /spec/template/spec/containers/0/livenessProbe/httpGet/port, "
        + "Deployment run-service is probed where nothing is: other",
    "Deployment, /spec/template/spec/containers/0/envFrom/2/configMapRef/name, "
        + "Deployment run-service reads no ConfigMap: other"
  })
  void shouldFindWhatPointsAtNothing(String kind, String path, String fault) {
    // Given
    List<Map<String, Object>> documents = Overlays.of("base");

    // When
    JsonPatch.apply(
        List.of(Map.of("op", "replace", "path", path, "value", "other")),
        Workloads.named(documents, kind, "run-service"));

    // Then
    assertThat(References.faults(documents, Set.of())).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPRoute, /spec/rules/0/backendRefs/0/name, HTTPRoute assay leads to no service: other:7400",
    "Ingress, /spec/rules/0/http/paths/0/backend/service/port/name, "
        + "Ingress assay leads to no service: run-service:other",
    "HorizontalPodAutoscaler, /spec/scaleTargetRef/name, "
        + "HorizontalPodAutoscaler scoring-service scales nothing: other",
    "ScaledObject, /spec/scaleTargetRef/name, ScaledObject worker-service scales nothing: other"
  })
  void shouldFindWhatLeadsNowhere(String kind, String path, String fault) {
    // Given
    List<Map<String, Object>> documents = Overlays.of("overlays/all");

    // When
    JsonPatch.apply(
        List.of(Map.of("op", "replace", "path", path, "value", "other")),
        Workloads.of(documents, kind).get(0));

    // Then
    assertThat(References.faults(documents, AUTHORITIES)).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resources: [gone.yaml] | gone.yaml",
        "ressources: [] | unknown field ressources",
        "patches: [{target: {kind: Deployment}, patch: \"[]\"}] | nothing to patch",
        "images: [{name: a/b, newTag: \"1\"}] | no such image",
        "configMapGenerator: [{name: a, behavior: merge}] | no ConfigMap a",
        "components: [../gone] | gone"
      })
  void shouldNotBuildWhatDoesNotHoldTogether(String plan, String said, @TempDir Path folder)
      throws IOException {
    // Given
    Files.writeString(folder.resolve("kustomization.yaml"), plan);

    // When, then
    assertThatThrownBy(() -> Kustomize.build(folder)).hasMessageContaining(said);
  }
}
