package dev.assay.run.library.providers.edit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells secrets by the names that they stand under, and by their own form. What is not given as the
 * credential is stored and shown as it is, so a secret must not be among it.
 */
final class CredentialNames {
  /** Words of a name that is a secret's. */
  private static final Set<String> WORDS =
      Set.of(
          "auth",
          "authorization",
          "authentication",
          "token",
          "secret",
          "password",
          "passwd",
          "pwd",
          "passphrase",
          "credential",
          "credentials",
          "cookie",
          "jwt",
          "bearer",
          "signature",
          "sig",
          "apikey",
          "key");

  /** The same, written as one word with what belongs to them. */
  private static final List<String> JOINED =
      List.of(
          "apikey",
          "accesskey",
          "secretkey",
          "privatekey",
          "authkey",
          "subscriptionkey",
          "authtoken",
          "accesstoken",
          "securitytoken",
          "clientsecret",
          "password",
          "credential");

  /** Words beside which a key is none that opens something. */
  private static final Set<String> HARMLESS =
      Set.of("idempotency", "cache", "partition", "routing", "correlation", "sort", "dedup");

  private static final Pattern VALUE =
      Pattern.compile(
          "(?i)(bearer|basic)\\s+\\S{8,}|(sk|pk|rk)[-_][A-Za-z0-9_-]{16,}|AKIA[A-Z0-9]{16}"
              + "|AIza[\\w-]{30,}|gh[pousr]_\\w{30,}|xox[a-z]-[\\w-]{10,}|eyJ[\\w-]+\\.eyJ[\\w-]+\\..*");

  private CredentialNames() {}

  /** Whether a header or a parameter of a URL is called as a secret is. */
  static boolean isSecret(String name) {
    List<String> words = words(name);
    if (words.stream().anyMatch(HARMLESS::contains)) {
      return false;
    }
    return words.stream().anyMatch(WORDS::contains) || isPlainly(name);
  }

  /**
   * The same where a name may be anybody's, such as in a body: only what is a secret's for sure.
   */
  static boolean isPlainly(String name) {
    String joined = String.join("", words(name));
    return JOINED.stream().anyMatch(joined::contains);
  }

  /** Whether a value has the form of a secret, whatever it is called. */
  static boolean looksSecret(String value) {
    return value != null && VALUE.matcher(value.strip()).matches();
  }

  /** {@code x-Auth_token} and {@code xAuthToken} are x, auth and token. */
  private static List<String> words(String name) {
    return Arrays.stream(name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").split("[^A-Za-z0-9]+"))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toList());
  }
}
