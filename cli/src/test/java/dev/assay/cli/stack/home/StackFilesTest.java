package dev.assay.cli.stack.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFilesTest {
  @TempDir Path folder;

  @Test
  void shouldTakeHomeFromEnvironmentElseFromUser() {
    assertThat(Layout.of(Map.of("ASSAY_HOME", "/x/../y")).home()).isEqualTo(Path.of("/y"));
    assertThat(Layout.of(Map.of("HOME", "/h")).home()).isEqualTo(Path.of("/h/.assay"));
    assertThat(Layout.of(Map.of()).home())
        .isEqualTo(Path.of(System.getProperty("user.home"), ".assay"));
  }

  @Test
  void shouldKeepTheHomePrivate() throws Exception {
    Layout layout = layout();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.home())))
        .isEqualTo("rwx------");
  }

  @Test
  void shouldSayThatAHomeCannotBe() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThatThrownBy(() -> new Layout(file.resolve("home")).create())
        .isInstanceOf(StackException.class)
        .hasMessageContaining("ASSAY_HOME");
  }

  @Test
  void shouldCreateSecretsOnceAndForTheOwnerOnly() throws Exception {
    Layout layout = layout();
    String first = new Secrets(layout).password("p");

    assertThat(new Secrets(layout).password("p")).isEqualTo(first).hasSize(48);
    Path key = new Secrets(layout).masterKeyFile();
    assertThat(java.util.Base64.getDecoder().decode(Files.readString(key).strip())).hasSize(32);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldWriteAndReadTheState() {
    Layout layout = layout();
    assertThat(StackState.read(layout)).isEmpty();
    ProcessIdentity identity = new ProcessIdentity(7, Instant.EPOCH, "marker");
    StackState state =
        new StackState(
            true, "http://x", "/key", Map.of("broker", 5), identity, Map.of("broker", identity));

    state.write(layout);

    assertThat(StackState.read(layout)).contains(state);
  }

  @Test
  void shouldKeepPortsWhileTheyAreFree() {
    Layout layout = layout();
    Ports first = new Ports(layout, port -> true);
    assertThat(first.choose("run-service", 8123)).isEqualTo(8123);
    int broker = first.choose("broker", 0);
    first.keep();

    assertThat(new Ports(layout, port -> true).choose("broker", 0)).isEqualTo(broker);
    assertThat(new Ports(layout, port -> port != 8123).choose("run-service", 8123))
        .isNotEqualTo(8123)
        .isNotEqualTo(broker);
  }

  @Test
  void shouldGiveTheWellKnownPortToOneStackOnly() {
    // Given nobody listens yet, as while services start; another stack may hold the port meanwhile
    Ports one = new Ports(layout(), port -> true);
    Ports other = new Ports(new Layout(folder.resolve("other")), port -> true);

    int first = one.choose("run-service", Ports.WELL_KNOWN);
    int second = other.choose("run-service", Ports.WELL_KNOWN);

    assertThat(second).isNotEqualTo(Ports.WELL_KNOWN).isNotEqualTo(first);
    assertThat(one.choose("run-service", Ports.WELL_KNOWN)).isEqualTo(first);
  }

  @Test
  void shouldGiveUpWhenNoPortIsFree() {
    assertThatThrownBy(() -> new Ports(layout(), port -> false).choose("broker", 0))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("No free port");
  }

  private Layout layout() {
    Layout layout = new Layout(folder.resolve("home"));
    layout.create();
    return layout;
  }
}
