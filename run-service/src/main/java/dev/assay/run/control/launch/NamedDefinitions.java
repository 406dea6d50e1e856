package dev.assay.run.control.launch;

import dev.assay.run.runs.LaunchRequest;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Where definitions are kept under a name. Implemented by the feature that keeps them. */
public interface NamedDefinitions {

  /** A definition as it was saved under a name and version. */
  record Named(String name, int version, LaunchRequest definition) {}

  /**
   * Finds a definition.
   *
   * @param reference name, or name@version
   * @return fails with UNKNOWN_EVALUATION when there is none
   */
  Uni<Named> named(UUID workspaceId, String reference);
}
