package dev.assay.cli.command.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.command.FakeServer;
import dev.assay.cli.command.Shell;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  private static final String REQUEST = "GET /v1/audit";
  private static final String ENTRIES =
      """
      {"data": [
        {"id": "a2", "at": "2026-11-01T10:00:00Z", "by": "session", "key_id": "k",
         "key_name": "ci\\u001b[31m", "by_session": true, "method": "DELETE",
         "action": "DELETE /v1/datasets/{name}", "path": "/v1/datasets/d",
         "object": "/v1/datasets/d", "status": 204, "outcome": "done", "times": 1,
         "address": "198.51.100.7"},
        {"id": "a1", "at": "2026-11-01T09:00:00Z", "by": "nobody", "key_id": null,
         "key_name": null, "by_session": false, "method": "GET", "action": null,
         "path": "/v1/keys", "object": "/v1/keys", "status": 401, "outcome": "denied",
         "times": 12, "address": null}],
       "next_cursor": null}
      """;

  @TempDir Path home;
  private FakeServer server;
  private Shell shell;

  @BeforeEach
  void start() throws Exception {
    server = new FakeServer("successful", "pass");
    shell = new Shell(home).with(server);
    server.canned.put(REQUEST, ENTRIES);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldSayWhoDidWhatToWhatAndFromWhere() {
    // When
    int code = shell.run("audit");

    // Then
    assertThat(code).isZero();
    assertThat(shell.out())
        .contains("WHO", "DID", "FROM")
        .contains("(browser)", "DELETE", "/v1/datasets/d", "done 204", "198.51.100.7")
        .contains("nobody", "GET", "/v1/keys", "denied 401", "12")
        .doesNotContain("\u001b");
  }

  @Test
  void shouldAskTheServerForWhatIsWanted() {
    // When
    int code =
        shell.run(
            "audit",
            "--limit",
            "7",
            "--outcome",
            "denied",
            "--by",
            "key,nobody",
            "--action",
            "DELETE /v1/runs/{id}",
            "--object",
            "/v1/runs/",
            "--since",
            "2026-11-01T00:00:00Z");

    // Then
    assertThat(code).isZero();
    assertThat(server.queries.get(REQUEST))
        .contains("limit=7", "outcome=denied", "since=2026-11-01T00", "object=", "action=DELETE");
  }

  @Test
  void shouldTakeNoTimeThatIsNone() {
    assertThat(shell.run("audit", "--since", "yesterday")).isNotZero();
    assertThat(shell.err()).contains("--since yesterday", "7d");
    assertThat(shell.run("audit", "--limit", "0")).isNotZero();
    assertThat(server.requests).doesNotContain(REQUEST);
  }

  @Test
  void shouldPrintJsonForPrograms() {
    assertThat(shell.run("audit", "--format", "json")).isZero();
    assertThat(shell.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":\"a"));
  }
}
