package dev.assay.worker.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files that hold secrets, also those that do not come. */
class VertxFilesTest {
  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Context context = ((VertxInternal) vertx).createEventLoopContext();
  private final VertxFiles files = new VertxFiles(context);

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private CompletableFuture<Optional<String>> read(Path file) {
    CompletableFuture<Optional<String>> text = new CompletableFuture<>();
    context.runOnContext(
        v -> files.read(file).subscribe().with(text::complete, text::completeExceptionally));
    return text;
  }

  private static Optional<String> heard(CompletableFuture<Optional<String>> text) {
    return text.orTimeout(240, TimeUnit.SECONDS).join();
  }

  @Test
  void shouldReadAFileAnewEachTime() throws IOException {
    // Given
    Path file = folder.resolve("token");
    assertThat(heard(read(file))).isEmpty();

    // When, then
    Files.writeString(file, "one");
    assertThat(heard(read(file))).contains("one");
    Files.writeString(file, "two");
    assertThat(heard(read(file))).contains("two");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void shouldHoldOneThreadForAFileThatDoesNotCome() throws Exception {
    // Given more who ask than there are threads, as a pipe that nobody writes to
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    CompletableFuture<Optional<String>> first = read(pipe);
    CompletableFuture<Optional<String>> last = first;
    for (int i = 0; i < 40; i++) {
      last = read(pipe);
    }

    // When
    Path other = Files.writeString(folder.resolve("other"), "comes");

    // Then
    assertThat(heard(read(other))).contains("comes");
    Files.writeString(pipe, "late");
    assertThat(heard(first)).contains("late");
    assertThat(heard(last)).contains("late");
  }
}
