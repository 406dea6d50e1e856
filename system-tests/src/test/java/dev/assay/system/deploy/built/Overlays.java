package dev.assay.system.deploy.built;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.harness.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The folders that {@code kubectl kustomize} builds, and their documents. */
public final class Overlays {
  /** Where the overlays, the base and the components are. */
  public static final Path ROOT = Path.of("..", "deploy", "kubernetes");

  private static final Path ALONE = Path.of("target", "overlays");
  private static final Map<String, String> BUILT = new ConcurrentHashMap<>();

  private Overlays() {}

  /** The base and everything that is made of it. */
  public static Stream<String> all() {
    return Stream.of("base", "overlays/dev", "overlays/production", "overlays/all");
  }

  /** Each component, to be built on production with no other. */
  public static Stream<String> components() {
    return Stream.of("extra", "gateway", "ingress", "keda", "observability")
        .map(name -> "components/" + name);
  }

  /**
   * The documents of one, to be changed as one likes. ConfigMaps have no hash in their names.
   *
   * @param folder of {@link #all()} or of {@link #components()}
   */
  public static List<Map<String, Object>> of(String folder) {
    String text = BUILT.computeIfAbsent(folder, Overlays::build);
    return Hashes.without(Yaml.documents(text, folder));
  }

  private static String build(String folder) {
    Programs.Result built = kustomize(folder.startsWith("components") ? alone(folder) : at(folder));
    assertThat(built.code()).as("%s: %s", folder, built.err()).isZero();
    return built.out();
  }

  /** What kubectl says of a folder. */
  public static Programs.Result kustomize(Path folder) {
    return Programs.run(Map.of(), Tools.kubectl(), "kustomize", folder.toString());
  }

  private static Path at(String folder) {
    return ROOT.resolve(folder);
  }

  private static Path alone(String component) {
    Path folder = ALONE.resolve(component);
    String plan =
        """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources:
          - %s
        components:
          - %s
        """;
    try {
      Files.createDirectories(folder);
      Path from = folder.toRealPath();
      return Files.writeString(
              folder.resolve("kustomization.yaml"),
              plan.formatted(
                  from.relativize(at("overlays/production").toRealPath()),
                  from.relativize(at(component).toRealPath())))
          .getParent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
