package dev.assay.run.runs.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/**
 * How fast a run goes.
 *
 * @param ratePerSecond units settled a second in this generation; null before the first
 * @param etaSeconds time left at that rate; null before the first
 */
public record Pace(Double ratePerSecond, Long etaSeconds) {

  /**
   * From the counts and the time that the generation has taken.
   *
   * @param doneBefore units that were settled when it began
   */
  public static Pace of(Counts counts, int doneBefore, int total, Duration elapsed) {
    double seconds = elapsed.toMillis() / 1000.0;
    int settled = counts.settled() - doneBefore;
    if (settled <= 0 || seconds <= 0) {
      return new Pace(null, null);
    }
    double rate = settled / seconds;
    return new Pace(rate, Math.round((total - counts.settled()) / rate));
  }

  void write(ObjectNode data) {
    if (ratePerSecond != null) {
      data.put("rate_per_s", Math.round(ratePerSecond * 10) / 10.0);
      data.put("eta_seconds", etaSeconds);
    }
  }
}
