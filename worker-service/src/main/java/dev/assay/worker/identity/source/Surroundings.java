package dev.assay.worker.identity.source;

import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What a process finds around itself.
 *
 * @param environment value of a variable by name, null when not set
 * @param files the text of a file, empty when there is none; read off the event loop, told on it
 * @param clock the wall clock
 */
public record Surroundings(
    UnaryOperator<String> environment,
    Function<Path, Uni<Optional<String>>> files,
    Supplier<Instant> clock) {

  /** A variable that is set and not blank. */
  public Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  /**
   * The address of a machine's own service, without slashes at its end.
   *
   * @param name of the variable that moves it from where clouds have it
   */
  public String metadata(String name) {
    return variable(name).map(url -> url.replaceAll("/+$", "")).orElse("http://169.254.169.254");
  }

  /** A file below the home of whoever runs the process. */
  public Path home(String first, String... more) {
    String home = variable("HOME").orElseGet(() -> System.getProperty("user.home", "."));
    return Path.of(home).resolve(Path.of(first, more));
  }

  /**
   * The text of a file that must be there, stripped.
   *
   * @param whose the variable that names it, for the sentence
   */
  public Uni<String> text(String whose, String file) {
    return files
        .apply(Path.of(file))
        .map(
            text ->
                text.orElseThrow(
                        () ->
                            IdentityException.refused(
                                "the file that " + whose + " names is not there"))
                    .strip());
  }
}
