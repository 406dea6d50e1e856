package dev.assay.system.deploy.built;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.system.harness.Programs;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart as {@code helm template} renders it. */
public final class Helm {
  /** Where the chart is. */
  public static final Path CHART = Path.of("..", "deploy", "helm", "assay");

  private static final Path VALUES = Path.of("src", "test", "resources", "chart");

  private Helm() {}

  /** Files of values as different operators have them, and the one that says nothing. */
  public static Stream<String> values() {
    return Stream.of("nothing", "everything", "closed-network", "extras");
  }

  /** The documents of the chart with a file of {@link #values()}. */
  public static List<Map<String, Object>> rendered(String values) {
    Programs.Result rendered =
        template("--namespace", "assay", "--values", VALUES.resolve(values + ".yaml").toString());
    assertThat(rendered.code()).as("%s: %s", values, rendered.err()).isZero();
    return Yaml.documents(rendered.out(), values);
  }

  /** What helm says when it is told more. */
  public static Programs.Result template(String... more) {
    return Programs.run(
        Map.of(),
        Tools.helm(),
        Stream.concat(Stream.of("template", "assay", CHART.toString()), Stream.of(more))
            .toArray(String[]::new));
  }
}
