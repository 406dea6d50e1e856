package dev.assay.worker.identity;

import dev.assay.worker.identity.source.IdentityException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads small files off the event loop, and tells of them on it. A file is read once however many
 * ask meanwhile: one that never comes, on a mount that hangs, holds one thread and no more. Asked
 * on the event loop only.
 */
public final class VertxFiles {
  private final Context context;
  private final Map<Path, Future<Optional<String>>> reading = new HashMap<>();

  /** For an event loop. */
  public VertxFiles(Context context) {
    this.context = context;
  }

  /** The text of a file, empty when there is none; fails when it cannot be read. */
  public Uni<Optional<String>> read(Path file) {
    return Uni.createFrom()
        .emitter(
            answer -> {
              Future<Optional<String>> read = reading.get(file);
              if (read == null) {
                read = context.executeBlocking(() -> text(file), false);
                reading.put(file, read);
                read.onComplete(end -> reading.remove(file));
              }
              read.onComplete(answer::complete, answer::fail);
            });
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
