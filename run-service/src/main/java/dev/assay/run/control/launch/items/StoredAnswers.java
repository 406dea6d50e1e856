package dev.assay.run.control.launch.items;

import dev.assay.run.runs.TrafficSource;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.UUID;

/**
 * Answers that were given before a run was launched. Whoever keeps them says which items they make:
 * each holds its answer as {@code extra.original}, from which the engine gives it to its unit, and
 * says as {@code extra.inferred} whether a model made what is expected, by which the verdict tells
 * two kinds of accuracy apart.
 */
public interface StoredAnswers {
  /**
   * The items of a source: what was asked, what is right, and what was answered.
   *
   * @param spanKinds spans of which kinds are kept with them, for the scorers that look at those;
   *     empty for none
   * @param store whether they become a version of a dataset
   * @return fails with EMPTY_DATASET when there is nothing in the source's window
   */
  Uni<LaunchItems> items(
      UUID workspaceId, TrafficSource source, Set<String> spanKinds, boolean store);
}
