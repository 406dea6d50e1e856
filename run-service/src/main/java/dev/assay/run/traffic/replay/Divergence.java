package dev.assay.run.traffic.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far the answers of a run differ from those that production gave to the same inputs.
 *
 * @param scorer key of the scorer that compared them
 * @param total answers that were asked for
 * @param same equal to the original
 * @param equivalent another text that says the same, as the judge found
 * @param different as the judge found
 * @param unmeasured not asked, not answered, not judged, or without an original
 * @param original what production took for those of which both answers are there
 * @param replay what the run took for the same ones, without its judges
 */
@Schema(name = "Divergence")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Divergence(
    String scorer,
    long total,
    long same,
    long equivalent,
    long different,
    long unmeasured,
    Taken original,
    Taken replay) {

  /**
   * What answers took.
   *
   * @param cost null when that of any is not known
   * @param latencyMs null when none is known
   * @param tokens input and output, null when those of any are not known
   */
  @Schema(name = "ReplayTaken")
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Taken(
      @Nullable Double cost, @Nullable Percentiles latencyMs, @Nullable Long tokens) {}

  /** Of times in milliseconds, by linear interpolation. */
  @Schema(name = "ReplayLatency")
  public record Percentiles(double p50, double p95) {
    /** Of the two in this order; null for null. */
    static Percentiles of(Double[] both) {
      return both == null || both[0] == null ? null : new Percentiles(both[0], both[1]);
    }
  }
}
