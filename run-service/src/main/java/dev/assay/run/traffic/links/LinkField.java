package dev.assay.run.traffic.links;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What may be said by a link. */
@Schema(name = "LinkField")
public enum LinkField {
  /** How good the answer is. */
  @JsonProperty("rating")
  RATING,
  /** A remark in words. */
  @JsonProperty("notes")
  NOTES,
  /** A word for it. */
  @JsonProperty("label")
  LABEL,
  /** The corrected answer as text. */
  @JsonProperty("corrected")
  CORRECTED,
  /** The corrected answer as JSON. */
  @JsonProperty("response")
  RESPONSE;

  /** As it stands on the wire and in the database. */
  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static LinkField of(String wire) {
    return valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
