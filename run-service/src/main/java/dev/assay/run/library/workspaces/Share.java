package dev.assay.run.library.workspaces;

import jakarta.annotation.Nullable;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a workspace shares the workers with others.
 *
 * @param weight how much of the workers it gets while others want them, too: twice as much as one
 *     of half the weight; 1 when left out
 * @param maxRuns how many of its runs may ask their targets, or be judged, at a time; later ones
 *     wait in the queue. Null for as many as there are
 * @param maxInFlight how many of its calls workers may have at a time, judges' among them; null for
 *     as many as there is room for
 */
@Schema(name = "WorkspaceShare")
public record Share(
    @Nullable @Min(1) @Max(1_000) Integer weight,
    @Nullable @Min(1) @Max(1_000_000) Integer maxRuns,
    @Nullable @Min(1) @Max(1_000_000) Integer maxInFlight) {
  /** With the weight of a workspace of which nothing was said. */
  public Share {
    weight = weight == null ? 1 : weight;
  }
}
