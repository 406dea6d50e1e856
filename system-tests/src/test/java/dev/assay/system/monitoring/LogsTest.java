package dev.assay.system.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.system.harness.Api;
import dev.assay.system.harness.Items;
import dev.assay.system.harness.SharedStack;
import dev.assay.system.harness.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What services log can be read by programs, and has nothing of what was asked and answered. */
@ExtendWith(SharedStack.class)
class LogsTest {
  @Test
  void shouldLogJsonWithoutPromptsAndAnswers(Stack stack) throws IOException {
    // Given a run
    Api api = stack.api();
    api.importDataset("logged", Items.lines("logged", 20));
    api.simulatedOverHttp("logged", stack.simulator(), Api.object());
    api.awaitEnd(api.launch(Items.launch("logged", "logged", 4)), Duration.ofSeconds(60));

    // Then
    for (String service : stack.metrics().keySet()) {
      Path log = stack.home().resolve("logs").resolve(service + ".log");
      List<String> lines = Files.readAllLines(log).stream().filter(l -> !l.isBlank()).toList();
      assertThat(lines).as(service).isNotEmpty();
      assertThat(lines)
          .as(service)
          .allSatisfy(
              line -> {
                JsonNode said = Api.json(line);
                assertThat(said.path("timestamp").asText()).isNotEmpty();
                assertThat(said.path("level").asText()).isNotEmpty();
                assertThat(said.path("message").asText()).isNotEmpty();
              })
          .noneMatch(line -> line.contains("about logged"));
    }
  }
}
