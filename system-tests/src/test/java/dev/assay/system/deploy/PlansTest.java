package dev.assay.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.deploy.built.Overlays;
import dev.assay.system.deploy.built.WithTools;
import dev.assay.system.deploy.built.Workloads;
import dev.assay.system.deploy.built.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kustomize passes over in silence: a patch of nothing, and an image that nobody runs. */
@ExtendWith(WithTools.class)
class PlansTest {
  static Stream<String> all() {
    return Stream.concat(Overlays.all(), Overlays.components());
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldPatchAndRenameWhatIsThere(String folder) {
    // Given
    Map<String, Object> plan =
        Yaml.documents(Overlays.ROOT.resolve(folder).resolve("kustomization.yaml")).get(0);

    // Then
    assertThat(idle(plan, Overlays.of(folder))).isEmpty();
  }

  @Test
  void shouldFindWhatWouldChangeNothing() {
    // Given
    String plan =
        """
        patches:
          - {target: {kind: Deployment, name: web}}
          - {target: {kind: StatefulSet}}
          - {target: {kind: Deployment, name: run-service|web}}
        images:
          - {name: assay/run-service, newName: assay/run-service}
          - {name: assay/web, newName: registry.example.com/web}
        """;

    // Then
    assertThat(idle(Yaml.documents(plan, "plan").get(0), Overlays.of("base")))
        .containsExactly(
            "no Deployment web to patch",
            "no StatefulSet null to patch",
            "nothing runs registry.example.com/web");
  }

  private static List<String> idle(Map<String, Object> plan, List<Map<String, Object>> built) {
    List<String> idle = new ArrayList<>();
    for (Map<String, Object> patch : Yaml.maps(plan, "patches")) {
      String kind = Yaml.string(patch, "target.kind");
      String name = Yaml.string(patch, "target.name");
      if (Workloads.of(built, kind).stream()
          .noneMatch(one -> name == null || Workloads.name(one).matches(name))) {
        idle.add("no " + kind + " " + name + " to patch");
      }
    }
    for (Map<String, Object> image : Yaml.maps(plan, "images")) {
      String name = Yaml.string(image, "newName");
      if (built.stream()
          .flatMap(document -> Workloads.containers(document).stream())
          .noneMatch(container -> name.equals(Workloads.repository(container)))) {
        idle.add("nothing runs " + name);
      }
    }
    return idle;
  }
}
