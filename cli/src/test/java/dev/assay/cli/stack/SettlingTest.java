package dev.assay.cli.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.stack.home.Layout;
import dev.assay.cli.stack.home.ProcessIdentity;
import dev.assay.cli.stack.home.StackState;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack whose supervisor another process has started or is stopping. */
class SettlingTest {
  @TempDir Path home;
  private Layout layout;
  private LocalStack stack;
  private Process supervisor;

  @BeforeEach
  void prepare() throws Exception {
    layout = new Layout(home);
    stack = new LocalStack(layout);
    supervisor = new ProcessBuilder("sleep", "300").start();
  }

  @AfterEach
  void stop() {
    supervisor.destroyForcibly();
  }

  @Test
  void shouldWaitUntilAStackThatStopsIsGone() throws Exception {
    write(false);
    CompletableFuture<Boolean> runs = CompletableFuture.supplyAsync(stack::settle);
    assertThat(runs).isNotDone();

    supervisor.destroyForcibly().waitFor();

    assertThat(runs.get(240, SECONDS)).isFalse();
  }

  @Test
  void shouldTakeAStackThatGetsReady() throws Exception {
    write(false);
    CompletableFuture<Boolean> runs = CompletableFuture.supplyAsync(stack::settle);

    write(true);

    assertThat(runs.get(240, SECONDS)).isTrue();
  }

  @Test
  void shouldNotWaitWhereThereIsNone() {
    assertThat(stack.settle()).isFalse();
  }

  private void write(boolean ready) {
    ProcessIdentity identity = ProcessIdentity.of(supervisor.toHandle(), "sleep");
    new StackState(ready, "http://127.0.0.1:1", "", Map.of(), identity, Map.of()).write(layout);
  }
}
