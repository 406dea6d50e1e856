package dev.assay.cli.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.stack.home.Layout;
import dev.assay.cli.stack.home.Ports;
import dev.assay.cli.stack.home.Secrets;
import dev.assay.cli.stack.process.ServiceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackPlanTest {
  @TempDir Path folder;
  private Path install;
  private Layout layout;
  private Path app;
  private StackPlan plan;
  private Map<String, Integer> ports;

  @BeforeEach
  void prepare() throws Exception {
    install = FakeInstall.in(Files.createDirectory(folder.resolve("install")));
    app = install.resolve("scoring-service/target/quarkus-app");
    layout = new Layout(folder.resolve("home"));
    layout.create();
    plan = planWith(List.of());
    ports = plan.choosePorts();
  }

  private StackPlan planWith(List<String> jvmOptions) {
    return new StackPlan(layout, install, new Secrets(layout), new Ports(layout), 1, jvmOptions);
  }

  @Test
  void shouldGiveEveryServiceTheOptionsOfTheUserAfterItsOwn() {
    StackPlan chosen = planWith(StackPlan.words(" -Xmx1g  -XX:TieredStopAtLevel=1\n"));
    for (ServiceSpec service :
        List.of(
            chosen.runService(ports),
            chosen.worker(StackPlan.WORKER, ports),
            chosen.scoring(ports),
            chosen.broker(ports),
            chosen.simulator(ports))) {
      List<String> command = service.command();
      assertThat(command)
          .as(service.name())
          .containsSubsequence("-Xmx1g", "-XX:TieredStopAtLevel=1");
      assertThat(command.indexOf("-Xmx1g"))
          .as(service.name())
          .isGreaterThan(command.indexOf("-XX:+UseSerialGC"));
    }
    assertThat(StackPlan.words(" ")).isEmpty();
    assertThat(StackPlan.words(null)).isEmpty();
  }

  @Test
  void shouldStartAServiceFromTheArchiveBesideItWhereThereIsOne() throws Exception {
    ServiceSpec without = plan.scoring(ports);
    assertThat(without.command()).noneMatch(word -> word.contains("SharedArchiveFile"));
    assertThat(without.command()).endsWith("-jar", "quarkus-run.jar");
    assertThat(without.folder()).isEqualTo(app);

    Files.writeString(app.resolve("app-cds.jsa"), "classes");
    assertThat(plan.scoring(ports).command())
        .contains("-XX:SharedArchiveFile=app-cds.jsa", "-Xshare:auto")
        .endsWith("-jar", "quarkus-run.jar");
    assertThat(plan.broker(ports).folder()).isNull();
  }

  @Test
  void shouldStartWithAnArchiveThatIsNotOfThisJava() throws Exception {
    Files.writeString(app.resolve("app-cds.jsa"), "made by another Java".repeat(1_000));
    ServiceSpec spec = plan.scoring(ports);
    ProcessBuilder builder =
        new ProcessBuilder(spec.command())
            .directory(spec.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("out").toFile());
    builder.environment().putAll(spec.environment());

    Process service = builder.start();

    try {
      Awaitility.await().atMost(240, SECONDS).until(() -> spec.ready().isReady(service.pid()));
      assertThat(folder.resolve("out")).isEmptyFile();
    } finally {
      service.destroyForcibly().waitFor();
    }
  }
}
