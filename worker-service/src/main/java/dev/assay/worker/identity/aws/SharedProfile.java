package dev.assay.worker.identity.aws;

import dev.assay.worker.identity.source.IdentityException;
import dev.assay.worker.identity.source.Lease;
import dev.assay.worker.identity.source.Surroundings;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Keys of a profile in the shared files of AWS ({@code ~/.aws/credentials}, {@code ~/.aws/config}).
 * Read again every few minutes: other tools renew them there.
 */
final class SharedProfile {
  private static final Duration READ_AGAIN = Duration.ofMinutes(5);

  private final Surroundings around;

  SharedProfile(Surroundings around) {
    this.around = around;
  }

  /** Empty when there is no such profile and nobody asked for one by name. */
  Uni<Optional<Lease>> fetch() {
    String name = around.variable("AWS_PROFILE").orElse("default");
    return around
        .files()
        .apply(file("AWS_SHARED_CREDENTIALS_FILE", "credentials"))
        .chain(
            credentials ->
                around
                    .files()
                    .apply(file("AWS_CONFIG_FILE", "config"))
                    .map(config -> lease(name, credentials.orElse(""), config.orElse(""))));
  }

  private Path file(String variable, String usual) {
    return around.variable(variable).map(Path::of).orElseGet(() -> around.home(".aws", usual));
  }

  private Optional<Lease> lease(String name, String credentials, String config) {
    Map<String, String> found = new LinkedHashMap<>();
    section(config, name.equals("default") ? name : "profile " + name, found);
    // What stands in both, the file of credentials says.
    section(credentials, name, found);
    String id = found.getOrDefault("aws_access_key_id", "");
    String secret = found.getOrDefault("aws_secret_access_key", "");
    if (!id.isEmpty() && !secret.isEmpty()) {
      String token = found.get("aws_session_token");
      return Optional.of(
          new Lease(AwsChain.keys(id, secret, token), around.clock().get().plus(READ_AGAIN)));
    }
    if (!found.isEmpty() && found.keySet().stream().anyMatch(SharedProfile::elsewhere)
        || around.variable("AWS_PROFILE").isPresent()) {
      throw IdentityException.refused(
          "the profile "
              + name
              + " of AWS holds no keys (aws_access_key_id, aws_secret_access_key); roles, single"
              + " sign-on and processes in profiles are not followed");
    }
    return Optional.empty();
  }

  private static boolean elsewhere(String key) {
    return key.equals("role_arn") || key.startsWith("sso_") || key.equals("credential_process");
  }

  /** Adds the pairs of a section. */
  private static void section(String text, String name, Map<String, String> found) {
    boolean inside = false;
    for (String line : text.split("\\R")) {
      String clean = line.strip();
      if (clean.startsWith("[")) {
        inside = clean.replaceAll("^\\[\\s*|\\s*\\].*$", "").replaceAll("\\s+", " ").equals(name);
      } else if (inside && !clean.startsWith("#") && !clean.startsWith(";")) {
        int equals = clean.indexOf('=');
        if (equals > 0) {
          found.put(
              clean.substring(0, equals).strip().toLowerCase(Locale.ROOT),
              clean.substring(equals + 1).strip());
        }
      }
    }
  }
}
