package dev.assay.worker.identity.aws;

import dev.assay.worker.identity.source.IdentityAnswer;
import dev.assay.worker.identity.source.IdentityClient;
import dev.assay.worker.identity.source.IdentityException;
import dev.assay.worker.identity.source.Lease;
import dev.assay.worker.identity.source.Surroundings;
import io.smallrye.mutiny.Uni;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A role that is assumed with a token in a file, as service accounts of Kubernetes have it (STS,
 * AssumeRoleWithWebIdentity). The file is read anew each time: its token is renewed, too.
 */
final class WebIdentity {
  private static final String WHO = "AWS STS";
  private static final String FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

  /** Errors of STS that pass, by name; it tells them with 400. */
  private static final Set<String> PASSING =
      Set.of("IDPCommunicationError", "Throttling", "ThrottlingException", "RequestExpired");

  private final Surroundings around;
  private final IdentityClient client;

  WebIdentity(Surroundings around, IdentityClient client) {
    this.around = around;
    this.client = client;
  }

  boolean configured() {
    return around.variable("AWS_ROLE_ARN").isPresent() && around.variable(FILE).isPresent();
  }

  Uni<Lease> fetch() {
    return around
        .text(FILE, around.variable(FILE).orElseThrow())
        .chain(this::assume)
        .map(this::lease);
  }

  private Uni<IdentityAnswer> assume(String token) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Action", "AssumeRoleWithWebIdentity");
    form.put("Version", "2011-06-15");
    form.put("RoleArn", around.variable("AWS_ROLE_ARN").orElseThrow());
    form.put("RoleSessionName", around.variable("AWS_ROLE_SESSION_NAME").orElse("assay-worker"));
    form.put("WebIdentityToken", token);
    return client.form(WHO, endpoint(), form);
  }

  private String endpoint() {
    return around
        .variable("AWS_ENDPOINT_URL_STS")
        .orElseGet(
            () ->
                around
                    .variable("AWS_REGION")
                    .or(() -> around.variable("AWS_DEFAULT_REGION"))
                    .map(WebIdentity::regional)
                    .orElse("https://sts.amazonaws.com"))
        .concat("/");
  }

  private static String regional(String region) {
    if (!REGION.matcher(region).matches()) {
      throw IdentityException.refused("AWS_REGION is no region");
    }
    return "https://sts." + region + ".amazonaws.com" + (region.startsWith("cn-") ? ".cn" : "");
  }

  private Lease lease(IdentityAnswer answer) {
    String body = answer.body();
    if (!answer.success()) {
      String code = element(body, "Code");
      IdentityException said = answer.problem(WHO, code, element(body, "Message"));
      throw PASSING.contains(code) ? IdentityException.away(said.getMessage()) : said;
    }
    try {
      return new Lease(
          AwsChain.keys(
              element(body, "AccessKeyId"),
              element(body, "SecretAccessKey"),
              element(body, "SessionToken")),
          Instant.parse(element(body, "Expiration")));
    } catch (DateTimeException e) {
      throw IdentityException.away(WHO + " gave keys without their end");
    }
  }

  /** The text of the first element of a name; keys and codes hold nothing that XML escapes. */
  private static String element(String xml, String name) {
    Matcher found = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(xml);
    return found.find() ? found.group(1).strip() : "";
  }
}
