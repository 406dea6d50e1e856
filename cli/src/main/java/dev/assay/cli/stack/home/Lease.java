package dev.assay.cli.stack.home;

import dev.assay.cli.terminal.FileTrouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a stack stays that a command started on its way: until nobody has used it for a while. A
 * file says how long that is, and its time when the stack was last used. Without the file the stack
 * stays until it is told to go.
 */
public final class Lease {
  private final Path file;

  /**
   * @param layout of the stack
   */
  public Lease(Layout layout) {
    this.file = layout.home().resolve("lease");
  }

  /**
   * From now on the stack goes when it has not been used for this long.
   *
   * @param unused at least a second
   */
  public void grant(Duration unused) {
    try {
      Files.writeString(file, Long.toString(Math.max(1, unused.toSeconds())) + "\n");
    } catch (IOException e) {
      throw new StackException("Cannot write " + file + " (" + FileTrouble.said(e) + ").", e);
    }
  }

  /** From now on the stack stays until it is told to go. */
  public void end() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StackException("Cannot remove " + file + " (" + FileTrouble.said(e) + ").", e);
    }
  }

  /** The stack is being used; nothing happens without a lease. */
  public void use() {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (NoSuchFileException e) {
      // It stays anyway.
      return;
    } catch (IOException e) {
      throw new StackException("Cannot write " + file + " (" + FileTrouble.said(e) + ").", e);
    }
  }

  /** How long it goes on unused, negative when it is over; empty when there is no lease. */
  public Optional<Duration> left() {
    try {
      String seconds = Files.readString(file, StandardCharsets.UTF_8).strip();
      Instant used = Files.getLastModifiedTime(file).toInstant();
      Duration unused = Duration.ofSeconds(Long.parseLong(seconds));
      return Optional.of(Duration.between(Instant.now(), used.plus(unused)));
    } catch (IOException | NumberFormatException e) {
      // None, or one that is being written just now: the next look sees it.
      return Optional.empty();
    }
  }
}
