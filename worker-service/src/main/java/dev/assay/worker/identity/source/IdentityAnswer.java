package dev.assay.worker.identity.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.common.json.Json;
import java.time.Instant;
import java.util.Set;

/**
 * What a service that gives secrets out has answered.
 *
 * @param status of HTTP
 * @param body as text
 */
public record IdentityAnswer(int status, String body) {
  private static final int LONGEST = 300;

  /** Names of errors that pass, whatever the status. */
  private static final Set<String> PASSING =
      Set.of("temporarily_unavailable", "server_error", "internal_failure");

  /** Whether it is a success. */
  public boolean success() {
    return status >= 200 && status < 300;
  }

  /** The body as JSON; missing when it is none. */
  public JsonNode json() {
    try {
      JsonNode read = Json.mapper().readTree(body);
      return read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /**
   * The token of an answer as OAuth 2.0 has it (RFC 6749, section 5).
   *
   * @param who was asked, for sentences
   * @throws IdentityException when it is no token
   */
  public Lease token(String who, Instant now) {
    if (!success()) {
      throw problem(who);
    }
    JsonNode read = json();
    String token = read.path("access_token").asText("");
    if (token.isEmpty()) {
      throw IdentityException.away(who + " gave an answer without a token");
    }
    long seconds = read.path("expires_in").asLong(0);
    long at = read.path("expires_on").asLong(0);
    if (seconds <= 0 && at > 0) {
      return new Lease(token, Instant.ofEpochSecond(at));
    }
    // Without a word of how long it lasts it is used for a few minutes.
    return new Lease(token, now.plusSeconds(seconds > 0 ? seconds : 300));
  }

  /** Why it is no success: refused by 4xx, passing otherwise. */
  public IdentityException problem(String who) {
    JsonNode read = json();
    JsonNode error = read.path("error");
    String name = error.isTextual() ? error.asText() : error.path("status").asText("");
    String words =
        error.isTextual()
            ? read.path("error_description").asText("")
            : error.path("message").asText("");
    return problem(who, name, words);
  }

  /**
   * The same with what the error says elsewhere.
   *
   * @param name of the error, empty for none
   * @param words of the error, empty for none
   */
  public IdentityException problem(String who, String name, String words) {
    String said = (name + (words.isEmpty() ? "" : ": " + words)).strip();
    String sentence =
        who
            + " answered "
            + status
            + (said.isEmpty()
                ? ""
                : ", " + (said.length() > LONGEST ? said.substring(0, LONGEST) : said));
    boolean passing =
        status == 408 || status == 425 || status == 429 || status >= 500 || PASSING.contains(name);
    return passing ? IdentityException.away(sentence) : IdentityException.refused(sentence);
  }

  /** Keeps what it holds out of logs. */
  @Override
  public String toString() {
    return "IdentityAnswer[status=" + status + "]";
  }
}
