package dev.assay.run.library.providers.edit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.words.DidYouMean;
import dev.assay.link.secret.OwnVariables;
import dev.assay.run.library.providers.ProviderKind;
import dev.assay.run.library.providers.ProviderSettings;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a provider must be like, beyond the form of its fields. */
final class ProviderRules {
  private static final String SECRET =
      "looks like a secret, and would be stored and shown as it is; give the secret as the"
          + " credential";

  /** Which kinds send it under a name of the user's choice. */
  private static final String SECRET_HEADER =
      SECRET + " (the kind http sends it in the header that options.credential_header names)";

  private static final Set<String> OWN_HEADERS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "content-type");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private ProviderRules() {}

  /** Fails with VALIDATION_FAILED and every violation. */
  static void check(ProviderInput input) {
    check(input, true);
  }

  /**
   * Fails with VALIDATION_FAILED and every violation.
   *
   * @param optionsToo whether somebody gives the options now; those that a build of before has
   *     stored do not keep a limit from being changed
   */
  static void check(ProviderInput input, boolean optionsToo) {
    List<Violation> found = new ArrayList<>();
    ProviderKind kind = ProviderKind.of(input.kind());
    if (kind == null) {
      found.add(
          new Violation("kind", "must be one of " + ProviderKind.known() + meant(input.kind())));
    } else {
      place(kind, input.baseUrl(), found);
      if (optionsToo && input.options() != null) {
        KindOptions.check(kind, input.options(), found);
      }
      EndpointOptions.check(kind, input, found);
    }
    if (input.baseUrl() != null) {
      url(input.baseUrl(), found);
    }
    if (input.credential() != null && input.credential().given() != 1) {
      found.add(new Violation("credential", "must have one of env, value and ambient: true"));
    }
    if (input.credential() != null
        && input.credential().env() != null
        && OwnVariables.covers(input.credential().env())) {
      found.add(
          new Violation(
              "credential.env",
              "must not begin with ASSAY_ or QUARKUS_: these variables are Assay's own; put the"
                  + " secret into a variable of another name"));
    }
    if (input.headers() != null) {
      input.headers().forEach((name, value) -> header("headers.", name, value, found));
    }
    if (input.options() != null && !input.options().isObject()) {
      found.add(new Violation("options", "must be an object"));
    }
    if (input.models() != null) {
      input.models().forEach((name, model) -> params(name, model, found));
    }
    if (!found.isEmpty()) {
      throw new ProblemException(ErrorCode.VALIDATION_FAILED, sentence(found), found);
    }
  }

  private static void params(String name, ProviderSettings.Model model, List<Violation> found) {
    JsonNode params = model == null ? null : model.params();
    if (params != null && !params.isNull() && !params.isObject()) {
      found.add(
          new Violation("models." + name + ".params", "must be an object of model parameters"));
    }
  }

  private static String meant(String kind) {
    List<String> kinds = Arrays.stream(ProviderKind.values()).map(ProviderKind::wire).toList();
    String nearest = DidYouMean.nearest(kind, kinds);
    return nearest == null ? "" : " (did you mean " + nearest + "?)";
  }

  private static void place(ProviderKind kind, String baseUrl, List<Violation> found) {
    switch (kind.place()) {
      case KNOWN -> {
        // With or without.
      }
      case GIVEN -> {
        if (baseUrl == null) {
          found.add(new Violation("base_url", "is needed for the kind " + kind.wire()));
        }
      }
      case BUILT_IN -> {
        if (baseUrl != null) {
          found.add(
              new Violation("base_url", "the kind " + kind.wire() + " is built in and has none"));
        }
      }
    }
  }

  private static void url(String text, List<Violation> found) {
    try {
      URI url = new URI(text);
      boolean http =
          "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
      // Hosts, and what may stand before them, are for the egress rules to judge.
      if (!http || url.getRawAuthority() == null || url.getRawFragment() != null) {
        found.add(new Violation("base_url", "must be an http or https URL with a host"));
      }
      query("base_url", url.getRawQuery(), found);
    } catch (URISyntaxException e) {
      found.add(new Violation("base_url", "is not a URL"));
    }
  }

  /** Parameters of a URL that look like secrets; null for none. */
  static void query(String field, String query, List<Violation> found) {
    for (String pair : query == null ? new String[0] : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      if (CredentialNames.isSecret(name) || CredentialNames.looksSecret(value)) {
        found.add(new Violation(field, "has the parameter " + name + ", which " + SECRET_HEADER));
      }
    }
  }

  /** A value in a body that looks like a secret. */
  static void inBody(String field, String name, String value, List<Violation> found) {
    if (CredentialNames.looksSecret(value)
        || CredentialNames.isPlainly(name) && !value.isBlank() && !value.contains("{{")) {
      found.add(new Violation(field, SECRET_HEADER));
    }
  }

  static void header(String where, String name, String value, List<Violation> found) {
    String field = where + name;
    String lower = name.toLowerCase(Locale.ROOT);
    if (CredentialNames.isSecret(name) || CredentialNames.looksSecret(value)) {
      found.add(new Violation(field, SECRET_HEADER));
    } else if (OWN_HEADERS.contains(lower)) {
      found.add(new Violation(field, "is set by the worker itself"));
    } else if (!TOKEN.matcher(name).matches()
        || value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
      found.add(new Violation(field, "is not a valid header"));
    }
  }

  private static String sentence(List<Violation> found) {
    Violation first = found.get(0);
    return found.size() == 1
        ? "The field " + first.field() + " " + first.message() + "."
        : found.size() + " fields are not valid; see violations.";
  }
}
