package dev.assay.worker.identity.aws;

import dev.assay.worker.identity.source.IdentityAnswer;
import dev.assay.worker.identity.source.IdentityClient;
import dev.assay.worker.identity.source.IdentityException;
import dev.assay.worker.identity.source.Lease;
import dev.assay.worker.identity.source.Surroundings;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** Keys of the role of an instance of EC2, from its metadata (version 2, with a session). */
final class InstanceKeys {
  private static final String WHO = "the instance metadata of AWS";
  private static final String PATH = "/latest/meta-data/iam/security-credentials/";

  private final Surroundings around;
  private final IdentityClient client;

  InstanceKeys(Surroundings around, IdentityClient client) {
    this.around = around;
    this.client = client;
  }

  Uni<Lease> fetch() {
    if (around.variable("AWS_EC2_METADATA_DISABLED").filter("true"::equalsIgnoreCase).isPresent()) {
      throw IdentityException.refused(
          "this worker has no identity at AWS: neither keys in its environment, nor a web identity,"
              + " a profile or a container's agent");
    }
    String base = around.metadata("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    return client
        .ask(
            WHO,
            "PUT",
            base + "/latest/api/token",
            Map.of("x-aws-ec2-metadata-token-ttl-seconds", "21600"),
            "")
        .map(InstanceKeys::text)
        .map(session -> Map.of("x-aws-ec2-metadata-token", session))
        .chain(
            headers ->
                client
                    .get(WHO, base + PATH, headers)
                    .map(InstanceKeys::text)
                    .chain(
                        role ->
                            client.get(WHO, base + PATH + role.lines().findFirst().get(), headers)))
        .map(answer -> JsonKeys.of(answer, WHO));
  }

  private static String text(IdentityAnswer answer) {
    if (!answer.success() || answer.body().isBlank()) {
      throw answer.problem(WHO);
    }
    return answer.body().strip();
  }
}
