package dev.assay.worker.identity.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.identity.source.IdentityAnswer;
import dev.assay.worker.identity.source.IdentityException;
import dev.assay.worker.identity.source.Lease;
import java.time.DateTimeException;
import java.time.Instant;

/** Keys in the JSON that agents and metadata answer with. */
final class JsonKeys {
  private JsonKeys() {}

  static Lease of(IdentityAnswer answer, String who) {
    JsonNode read = answer.json();
    if (!answer.success()) {
      throw answer.problem(
          who,
          read.path("code").asText(read.path("Code").asText("")),
          read.path("message").asText(read.path("Message").asText("")));
    }
    String end = read.path("Expiration").asText("");
    try {
      return new Lease(
          AwsChain.keys(
              read.path("AccessKeyId").asText(""),
              read.path("SecretAccessKey").asText(""),
              read.path("Token").asText("")),
          end.isEmpty() ? null : Instant.parse(end));
    } catch (DateTimeException e) {
      throw IdentityException.away(who + " gave keys with an end that is no time");
    }
  }
}
