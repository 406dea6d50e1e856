package dev.assay.cli.command.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.command.FakeServer;
import dev.assay.cli.command.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCommandTest {
  private static final String VERSIONS = "POST /v1/datasets/items/versions";
  private static final String BAD =
      "{\"title\":\"Some lines could not be read\",\"code\":\"BAD_LINES\",\"detail\":\"1 line"
          + " cannot be read, so nothing was imported; mend them, or say"
          + " on_error=skip.\",\"violations\":[{\"field\":\"line 1\",\"message\":\"no column is"
          + " named input; say which one is asked: map=question=input\"},{\"field\":\"line"
          + " 2\",\"message\":\"save the file as UTF-8, or name its encoding:"
          + " charset=windows-1252\"}]}";

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
  void shouldMakeTheDatasetWithItsFirstVersionOnly() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("items.csv"), "question\nq\n");

    // When
    int code =
        shell.run(
            "dataset",
            "import",
            file.toString(),
            "--map",
            "question=input",
            "--encoding",
            "windows-1252",
            "--skip-bad-lines");

    // Then one request makes both, and a refusal leaves nothing
    assertThat(code).isZero();
    assertThat(server.requests).containsExactly(VERSIONS);
    assertThat(server.addresses)
        .containsExactly(
            "/v1/datasets/items/versions?create=true&on_error=skip&map=question%3Dinput");
  }

  @Test
  void shouldSayWhichOptionsHelp() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("items.csv"), "question\nq\n");
    server.refused.put(VERSIONS, BAD);

    // When / Then
    assertThat(shell.run("dataset", "import", file.toString())).isEqualTo(2);
    assertThat(shell.err())
        .contains(
            "items.csv", "--skip-bad-lines", "--map question=input", "--encoding windows-1252")
        .doesNotContain("on_error", "charset=");
  }

  @Test
  void shouldSayTheSameOfTheFileOfARun() throws Exception {
    // Given
    Files.writeString(folder.resolve("items.tsv"), "question\nq\n");
    Path eval =
        Files.writeString(
            folder.resolve("eval.yaml"),
            "name: items\ntarget: {provider: p, model: m}\ndataset: items.tsv\n");
    server.refused.put(VERSIONS, BAD);

    // When / Then
    assertThat(shell.run("run", eval.toString())).isEqualTo(2);
    assertThat(shell.err()).contains("--skip-bad-lines");
    server.refused.clear();
    assertThat(shell.run("run", eval.toString(), "--skip-bad-lines", "--map", "question=input"))
        .isZero();
    assertThat(server.addresses)
        .contains("/v1/datasets/items/versions?create=true&on_error=skip&map=question%3Dinput");
  }

  @Test
  void shouldSayWhatWasLeftOut() throws Exception {
    // Given
    Path file = Files.writeString(folder.resolve("items.jsonl"), "{}\n");
    server.canned.put(
        VERSIONS,
        "{\"name\":\"items\",\"version\":4,\"item_count\":2,\"skipped_lines\":1,"
            + "\"bad_lines\":[{\"field\":\"line 3\",\"message\":\"input is required\"}]}");

    // When / Then
    assertThat(shell.run("dataset", "import", file.toString(), "--skip-bad-lines")).isZero();
    assertThat(shell.err()).contains("1 left out", "line 3: input is required");
  }

  @Test
  void shouldRefuseAnEncodingThatIsNoName() throws Exception {
    Path file = Files.writeString(folder.resolve("items.csv"), "input\nq\n");
    for (String encoding : new String[] {"utf 8", "a\r\nb: c", "ü", ""}) {
      assertThat(shell.run("dataset", "import", file.toString(), "--encoding", encoding))
          .isEqualTo(2);
    }
    assertThat(shell.err()).contains("The encoding").doesNotContain("Exception");
    assertThat(server.requests).isEmpty();
  }

  @Test
  void shouldSayWhereItLooked() {
    assertThat(shell.run("dataset", "import", folder.resolve("none.csv").toString())).isEqualTo(2);
    assertThat(shell.err()).contains("There is no dataset file").doesNotContain("Exception");
    assertThat(shell.run("run", folder.resolve("none.yaml").toString())).isEqualTo(2);
    assertThat(shell.err()).contains("There is no file").doesNotContain("Exception");
  }

  @Test
  void shouldListItemsAndDifferences() {
    // Given
    server.canned.put(
        "GET /v1/datasets/items/diff",
        "{\"from\":1,\"to\":2,\"counts\":{\"added\":1,\"removed\":1,\"changed\":1},"
            + "\"added\":[\"n\"],\"removed\":[\"o\\u001b[31m\"],\"changed\":[\"c\"]}");

    // When / Then
    assertThat(shell.run("dataset", "list")).isZero();
    assertThat(shell.out()).contains("items", "4", "7");
    assertThat(shell.run("dataset", "diff", "items", "1")).isZero();
    assertThat(server.addresses).contains("/v1/datasets/items/diff?from=1&to=latest");
    assertThat(shell.out())
        .contains("1 added, 1 removed, 1 changed", "+ n", "- o", "~ c")
        .doesNotContain("\u001b");
  }
}
