package dev.assay.worker.identity;

import dev.assay.worker.identity.source.IdentityException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads small files off the event loop, and tells of them on it. */
public final class VertxFiles {
  private final Context context;

  /** For an event loop. */
  public VertxFiles(Context context) {
    this.context = context;
  }

  /** The text of a file, empty when there is none; fails when it cannot be read. */
  public Uni<Optional<String>> read(Path file) {
    return Uni.createFrom()
        .completionStage(
            () -> context.executeBlocking(() -> text(file), false).toCompletionStage());
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw IdentityException.refused("the file " + file.getFileName() + " cannot be read");
    }
  }
}
