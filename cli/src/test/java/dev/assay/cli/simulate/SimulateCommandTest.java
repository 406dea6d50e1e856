package dev.assay.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.Assay;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command around a stand-in for the simulator that says what it was given. */
class SimulateCommandTest {
  private static final String STAND_IN =
      """
      package dev.assay.simulator;
      public class SimulatorServer {
        public static void main(String[] args) {
          System.out.println(String.join(" ", args));
          if (String.join(" ", args).contains("--port 9 ")) {
            System.err.println("Cannot listen on 127.0.0.1:9");
            System.exit(1);
          }
        }
      }
      """;
  private static final String INSTALL = "assay.install";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final String before = System.getProperty(INSTALL);
  @TempDir private Path folder;

  @BeforeEach
  void install() throws IOException {
    Path app = folder.resolve("worker-service/target/quarkus-app/app");
    Files.createDirectories(app);
    Path source = Files.writeString(folder.resolve("SimulatorServer.java"), STAND_IN);
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), source.toString()))
        .isZero();
    String name = "dev/assay/simulator/SimulatorServer.class";
    try (OutputStream file = Files.newOutputStream(app.resolve("app.jar"));
        JarOutputStream jar = new JarOutputStream(file)) {
      jar.putNextEntry(new JarEntry(name));
      jar.write(Files.readAllBytes(folder.resolve(name)));
    }
    System.setProperty(INSTALL, folder.toString());
  }

  @AfterEach
  void restore() {
    if (before == null) {
      System.clearProperty(INSTALL);
    } else {
      System.setProperty(INSTALL, before);
    }
  }

  private int run(String... args) {
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            100);
    return Assay.execute(new Context(console, Map.of()), args);
  }

  @Test
  void shouldPassOnWhatWasAskedFor() {
    // When
    int code =
        run(
            "simulate",
            "--port",
            "0",
            "--seed",
            "4",
            "--fault",
            "429=0.1",
            "--fault",
            "stall=0.2",
            "--rpm",
            "600",
            "--max-concurrency",
            "8");

    // Then
    assertThat(code).isEqualTo(ExitCode.PASS);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("--attached true --host 127.0.0.1 --port 0 --guide true --seed 4")
        .contains("--fault 429=0.1 --fault stall=0.2 --rpm 600 --max-concurrency 8");
  }

  @Test
  void shouldSayWhyItEnded() {
    assertThat(run("simulate", "--port", "9")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Cannot listen on 127.0.0.1:9");
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    assertThat(run("simulate", "--port", "70000")).isEqualTo(ExitCode.USAGE);
    assertThat(run("simulate", "--answers", folder.resolve("none").toString()))
        .isEqualTo(ExitCode.USAGE);
    System.setProperty(INSTALL, folder.resolve("elsewhere").toString());
    assertThat(run("simulate")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("65535", "--answers", "Start through the assay script");
  }
}
