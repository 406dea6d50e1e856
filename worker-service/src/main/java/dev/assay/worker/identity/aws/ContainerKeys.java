package dev.assay.worker.identity.aws;

import dev.assay.worker.identity.source.IdentityClient;
import dev.assay.worker.identity.source.IdentityException;
import dev.assay.worker.identity.source.Lease;
import dev.assay.worker.identity.source.Surroundings;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;

/** Keys that the agent of a container gives out: tasks of ECS, and pod identities of EKS. */
final class ContainerKeys {
  private static final String WHO = "the container's agent of AWS";
  private static final String RELATIVE = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
  private static final String FULL = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
  private static final String TOKEN = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
  private static final String TOKEN_FILE = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

  /** Where the permission to ask may be sent in plain text, as AWS's own clients have it. */
  private static final Set<String> AGENTS =
      Set.of(
          "169.254.170.2", "169.254.170.23", "[fd00:ec2::23]", "localhost", "127.0.0.1", "[::1]");

  private final Surroundings around;
  private final IdentityClient client;

  ContainerKeys(Surroundings around, IdentityClient client) {
    this.around = around;
    this.client = client;
  }

  boolean configured() {
    return around.variable(RELATIVE).isPresent() || around.variable(FULL).isPresent();
  }

  Uni<Lease> fetch() {
    String url =
        around
            .variable(RELATIVE)
            .map(path -> "http://169.254.170.2" + path)
            .orElseGet(() -> full(around.variable(FULL).orElseThrow()));
    return permission()
        .chain(
            permission ->
                client.get(
                    WHO,
                    url,
                    permission.isEmpty() ? Map.of() : Map.of("authorization", permission)))
        .map(answer -> JsonKeys.of(answer, WHO));
  }

  private Uni<String> permission() {
    return around.variable(TOKEN_FILE).isPresent()
        ? around.text(TOKEN_FILE, around.variable(TOKEN_FILE).get())
        : Uni.createFrom().item(around.variable(TOKEN).orElse(""));
  }

  private static String full(String url) {
    try {
      URI uri = new URI(url);
      if ("https".equalsIgnoreCase(uri.getScheme()) || AGENTS.contains(uri.getHost())) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw IdentityException.refused(FULL + " is no address");
    }
    throw IdentityException.refused(
        FULL + " is neither https nor an address of an agent of AWS or of this machine");
  }
}
