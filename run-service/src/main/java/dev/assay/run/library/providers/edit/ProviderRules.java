package dev.assay.run.library.providers.edit;

import dev.assay.common.error.ErrorCode;
import dev.assay.link.secret.OwnVariables;
import dev.assay.run.library.providers.ProviderKind;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a provider must be like, beyond the form of its fields. */
final class ProviderRules {
  private static final Set<String> SECRET_HEADERS =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "api-key",
          "x-api-key",
          "x-goog-api-key");
  private static final Set<String> OWN_HEADERS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "content-type");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  private ProviderRules() {}

  /** Fails with VALIDATION_FAILED and every violation. */
  static void check(ProviderInput input) {
    List<Violation> found = new ArrayList<>();
    ProviderKind kind = ProviderKind.of(input.kind());
    if (kind == null) {
      found.add(new Violation("kind", "must be one of " + ProviderKind.known()));
    } else {
      place(kind, input.baseUrl(), found);
      if (input.options() != null) {
        KindOptions.check(kind, input.options(), found);
      }
      EndpointOptions.check(kind, input, found);
    }
    if (input.baseUrl() != null) {
      url(input.baseUrl(), found);
    }
    if (input.credential() != null
        && (input.credential().env() == null) == (input.credential().value() == null)) {
      found.add(new Violation("credential", "must have either env or value"));
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
    if (!found.isEmpty()) {
      throw new ProblemException(ErrorCode.VALIDATION_FAILED, sentence(found), found);
    }
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
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      // Hosts, and what may stand before them, are for the egress rules to judge.
      if (!http || url.getRawAuthority() == null || url.getRawFragment() != null) {
        found.add(new Violation("base_url", "must be an http or https URL with a host"));
      }
    } catch (URISyntaxException e) {
      found.add(new Violation("base_url", "is not a URL"));
    }
  }

  static void header(String where, String name, String value, List<Violation> found) {
    String field = where + name;
    String lower = name.toLowerCase(Locale.ROOT);
    if (SECRET_HEADERS.contains(lower)) {
      found.add(new Violation(field, "holds a secret; give it as the credential"));
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
