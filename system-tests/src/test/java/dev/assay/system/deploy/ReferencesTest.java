package dev.assay.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.deploy.built.Helm;
import dev.assay.system.deploy.built.JsonPatch;
import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.WithTools;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import dev.assay.system.deploy.typed.Models;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name is there. */
@ExtendWith(WithTools.class)
class ReferencesTest {
  private static final Set<String> AUTHORITIES =
      Set.of("assay-database-ca", "assay-broker-ca", "assay-provider-ca");
  private static final Path PAGE = Path.of("..", "docs", "kubernetes.md");
  private static final String CONTAINER = "/spec/template/spec/containers/0";

  private static List<String> faults(List<Map<String, Object>> documents) {
    return References.faults(Models.of(documents), AUTHORITIES, Secrets.documented());
  }

  @ParameterizedTest
  @MethodSource({
    "dev.assay.system.deploy.built.Overlays#all",
    "dev.assay.system.deploy.built.Overlays#components"
  })
  void shouldPointAtWhatIsThere(String folder) {
    assertThat(faults(Overlays.of(folder))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("dev.assay.system.deploy.built.Helm#values")
  void shouldPointAtWhatIsThereInTheChart(String values) {
    assertThat(faults(Helm.rendered(values)))
        // For images, in a registry that asks for a password.
        .isSubsetOf("nobody defines the secret registry");
  }

  @Test
  void shouldNameTheAuthoritiesToMake() {
    assertThat(AUTHORITIES).allSatisfy(map -> assertThat(PAGE).content().contains("`" + map + "`"));
  }

  @Test
  void shouldMakeTheSecretsThatAnEvaluationNeeds() {
    // Given
    Set<String> made = new TreeSet<>();
    Matcher put =
        Pattern.compile("\\| put (\\S+) (\\S+)(?: --from-literal=(\\w+)=\\S+)?\n")
            .matcher(Yaml.text(Overlays.ROOT.resolve("make-secrets.sh")));
    while (put.find()) {
      made.add(put.group(1) + "/" + put.group(2));
      if (put.group(3) != null) {
        made.add(put.group(1) + "/" + put.group(3));
      }
    }

    // Then
    assertThat(Secrets.of(Models.of(Overlays.of("overlays/dev")), false))
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
    "Deployment, /spec/selector/matchLabels/app.kubernetes.io~1name, "
        + "Deployment run-service does not select its own pods",
    "Deployment, "
        + CONTAINER
        + "/livenessProbe/httpGet/port, Deployment run-service is probed where nothing is: other",
    "Deployment, "
        + CONTAINER
        + "/envFrom/2/configMapRef/name, Deployment run-service reads no ConfigMap: other",
    "Deployment, "
        + CONTAINER
        + "/env/1/valueFrom/secretKeyRef/name, nobody defines the secret other/password",
    "Deployment, "
        + CONTAINER
        + "/env/1/valueFrom/secretKeyRef/key, nobody defines the secret assay-database/other"
  })
  void shouldFindWhatPointsAtNothing(String kind, String path, String fault) {
    // Given
    List<Map<String, Object>> documents = Overlays.of("base");

    // When
    JsonPatch.apply(
        List.of(Map.of("op", "replace", "path", path, "value", "other")),
        Workloads.named(documents, kind, "run-service"));

    // Then
    assertThat(faults(documents)).containsExactly(fault);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTPRoute, /spec/rules/0/backendRefs/0/name, HTTPRoute assay leads to no service: other:7400",
    "Ingress, /spec/rules/0/http/paths/0/backend/service/port/name, "
        + "Ingress assay leads to no service: run-service:other",
    "Ingress, /spec/tls/0/secretName, nobody defines the secret other",
    "HorizontalPodAutoscaler, /spec/scaleTargetRef/name, "
        + "HorizontalPodAutoscaler scoring-service scales nothing: other",
    "ScaledObject, /spec/scaleTargetRef/name, ScaledObject worker-service scales nothing: other",
    "TriggerAuthentication, /spec/secretTargetRef/0/key, "
        + "nobody defines the secret assay-scale/other",
    "PodMonitor, /spec/selector/matchLabels/app.kubernetes.io~1part-of, "
        + "PodMonitor assay selects nothing"
  })
  void shouldFindWhatLeadsNowhere(String kind, String path, String fault) {
    // Given
    List<Map<String, Object>> documents = Overlays.of("overlays/all");

    // When
    JsonPatch.apply(
        List.of(Map.of("op", "replace", "path", path, "value", "other")),
        Workloads.of(documents, kind).get(0));

    // Then
    assertThat(faults(documents)).containsExactly(fault);
  }
}
