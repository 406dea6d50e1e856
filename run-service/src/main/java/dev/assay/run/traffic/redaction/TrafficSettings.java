package dev.assay.run.traffic.redaction;

import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a workspace keeps traffic and feedback.
 *
 * @param keepDays how long, counted from when production answered; null for always
 * @param redact what is taken out before anything is stored, in this order
 */
@Schema(
    name = "TrafficSettings",
    examples =
        """
        {"keep_days": 90, "redact": [{"pattern": "[\\w.+-]+@[\\w-]+\\.[\\w.]+", "replacement": "[email]"},
         {"path": "input.customer.name"}]}
        """)
public record TrafficSettings(@Nullable Integer keepDays, List<Rule> redact) {
  /** Everything is kept as it comes, always. */
  static final TrafficSettings NONE = new TrafficSettings(null, List.of());

  /** With no rules where none are given; a null among them is found when they are checked. */
  public TrafficSettings {
    redact = redact == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(redact));
  }
}
