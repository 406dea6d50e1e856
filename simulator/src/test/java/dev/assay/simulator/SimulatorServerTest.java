package dev.assay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process. */
class SimulatorServerTest {
  @TempDir private Path folder;

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SimulatorServer.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static String end(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void shouldSayHowToReachItAndEndWithItsInput() throws Exception {
    // Given
    Path answers =
        Files.writeString(folder.resolve("a.jsonl"), "{\"input\":\"Hi\",\"answer\":\"Ho\"}\n");
    Process process =
        start("--guide", "true", "--attached", "true", "--answers", answers.toString());

    // When
    var lines = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      if (line.contains("storm")) {
        break;
      }
    }
    process.getOutputStream().close();

    // Then
    assertThat(process.waitFor(240, TimeUnit.SECONDS)).isTrue();
    assertThat(said.toString())
        .contains("1 answers from")
        .contains("OPENAI_BASE_URL=http://127.0.0.1:")
        .contains("ANTHROPIC_BASE_URL=http://127.0.0.1:")
        .contains("/v1beta");
  }

  @Test
  void shouldSayThatAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Process process = start("--port", Integer.toString(taken.getLocalPort()));
      assertThat(end(process))
          .contains("Cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .contains("--port");
      assertThat(process.exitValue()).isEqualTo(1);
    }
  }

  @Test
  void shouldSayThatAnswersCannotBeRead() throws Exception {
    Path bad = Files.writeString(folder.resolve("bad.jsonl"), "{}\n");
    assertThat(end(start("--answers", bad.toString()))).contains("line 1");
    assertThat(end(start("--answers", folder.resolve("none").toString()))).contains("cannot be");
    assertThat(end(start("--seed", "x"))).contains("--seed wants a number").contains("Usage");
  }
}
