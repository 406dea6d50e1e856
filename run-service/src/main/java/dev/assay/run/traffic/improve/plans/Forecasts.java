package dev.assay.run.traffic.improve.plans;

import dev.assay.run.runs.LaunchRequest;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** What launches would take. Implemented where launches are tried before they are made. */
public interface Forecasts {
  /**
   * What is expected of a run.
   *
   * @param units items times repeats
   * @param tokens of all calls, those of judges among them
   * @param cost of the same; null when a price is not known
   */
  record Expected(int units, long tokens, Double cost) {}

  /** Forecasts a launch of one target; calls nobody, stores nothing, and fails as it would. */
  Uni<Expected> of(UUID workspaceId, LaunchRequest request);
}
