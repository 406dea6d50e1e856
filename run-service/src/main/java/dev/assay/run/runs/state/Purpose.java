package dev.assay.run.runs.state;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the service launched a run of its own for. A run that somebody launched has none. */
@Schema(name = "RunPurpose")
public enum Purpose {
  /** A model makes corrections of what people noted. */
  @JsonProperty("inference")
  INFERENCE,
  /** A model proposes a better version of a skill. */
  @JsonProperty("optimization")
  OPTIMIZATION,
  /** A model names what notes speak of. */
  @JsonProperty("naming")
  NAMING;

  /** As it stands in the run's row and on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By its wire name; null for null. */
  public static Purpose of(String wire) {
    return wire == null ? null : valueOf(wire.toUpperCase(Locale.ROOT));
  }
}
