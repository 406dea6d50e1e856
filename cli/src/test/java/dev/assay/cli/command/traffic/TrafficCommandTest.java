package dev.assay.cli.command.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.command.FakeServer;
import dev.assay.cli.command.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrafficCommandTest {
  @TempDir Path folder;
  private FakeServer server;
  private Shell shell;

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer("successful", "pass");
    shell = new Shell(folder.resolve("home")).with(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldSayWhichFeedbackIsOfNothingOrDoesNotFit() throws Exception {
    // Given
    Path file =
        Files.writeString(
            folder.resolve("said.jsonl"),
            "{\"entity_type\":\"request\",\"entity_id\":\"typo\",\"response\":{\"total\":\"1\"}}\n");
    server.canned.put(
        "POST /v1/feedback",
        "{\"accepted\":1,\"replaced\":0,\"unknown\":[\"typo\"],\"rejected\":0,\"errors\":[],"
            + "\"warnings\":[{\"index\":0,\"entity_id\":\"typo\",\"path\":\"total\","
            + "\"message\":\"must be a number\"}]}");

    // When
    int code = shell.run("traffic", "feedback", file.toString());

    // Then
    assertThat(code).isZero();
    assertThat(shell.out())
        .contains("1 accepted, 0 replaced, 0 rejected")
        .contains("1 ids are not known yet")
        .contains("1 places do not fit the schema");
    assertThat(shell.err())
        .contains("typo: nothing was logged under this id", "typo: total must be a number");
  }
}
