package dev.assay.run.traffic.queues.reviews;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.platform.problem.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far somebody is with an item of a queue. */
@Schema(name = "ReviewItemStatus")
public enum ItemStatus {
  /** It waits for somebody. */
  @JsonProperty("open")
  OPEN,
  /** Somebody has it. */
  @JsonProperty("leased")
  LEASED,
  /** Somebody said something of it. */
  @JsonProperty("done")
  DONE,
  /** Somebody left it out. */
  @JsonProperty("skipped")
  SKIPPED;

  /** Fails with INVALID_REQUEST for a word that is none; null is fine. */
  static void check(String word) {
    if (word != null && Arrays.stream(values()).noneMatch(status -> status.wire().equals(word))) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          "status must be open, leased, done or skipped; got " + word + ".");
    }
  }

  /** As it stands on the wire and in the database. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ItemStatus of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
