package dev.assay.run.traffic.outcome;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.traffic.slices.SlicedRow;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who said what is right of an answer. */
@Schema(name = "TruthKind")
public enum Truth {
  /** A person. */
  @JsonProperty("human")
  HUMAN,
  /** A model, by somebody's notes. */
  @JsonProperty("inferred")
  INFERRED,
  /** Nobody: what was answered is taken for right. */
  @JsonProperty("assumed")
  ASSUMED;

  /** By its name in SQL; null for null. */
  public static Truth of(String name) {
    return name == null ? null : valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** As the extra of an item says it; null where that does not. */
  static Truth ofExtra(JsonNode extra) {
    if (extra.path(SlicedRow.ASSUMED).asBoolean(false)) {
      return ASSUMED;
    }
    JsonNode inferred = extra.path(SlicedRow.INFERRED);
    return !inferred.isBoolean() ? null : inferred.booleanValue() ? INFERRED : HUMAN;
  }
}
