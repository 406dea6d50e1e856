package dev.assay.run.control.launch.items;

import dev.assay.run.runs.LaunchRequest;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.ResolvedRun.Warning;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Corrections that a model makes of what people noted, before a run over stored answers goes on.
 * Whoever keeps the notes says by which run they are made.
 */
public interface InferredCorrections {
  /**
   * What is asked before.
   *
   * @param launch of the run that makes them; null when there is nothing to make them of
   * @param warnings what whoever launches should know, such as notes that are left out
   */
  record Before(LaunchRequest launch, List<Warning> warnings) {}

  /**
   * By which launch they are made.
   *
   * @param run over stored answers, that wants them; where its items are not stored nothing is
   * @return fails when nobody says by which model
   */
  Uni<Before> before(ResolvedRun run);
}
