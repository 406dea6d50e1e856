package dev.assay.run.control.launch;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.control.launch.names.JudgeFields;
import dev.assay.run.control.launch.names.PromptTrial;
import dev.assay.run.library.datasets.DatasetImport;
import dev.assay.run.library.datasets.DatasetVersion;
import dev.assay.run.library.datasets.DatasetVersions;
import dev.assay.run.library.datasets.items.SampleItems;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpecs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The items of a launch: found under their dataset's name, or stored when they come inline. */
@ApplicationScoped
class ChosenItems {
  /** Items that prompts are tried on; each costs a bounded number of steps, all some bytes. */
  private static final int TRIED = 100;

  private final DatasetVersions datasets;
  private final DatasetImport inline;
  private final SampleItems samples;

  ChosenItems(DatasetVersions datasets, DatasetImport inline, SampleItems samples) {
    this.datasets = datasets;
    this.inline = inline;
    this.samples = samples;
  }

  /**
   * The items of a run.
   *
   * @param version that they are
   * @param unstored what is in it when it is not stored, else null
   */
  record Items(DatasetVersion version, List<ScoringItem> unstored) {
    private static Items stored(DatasetVersion version) {
      return new Items(version, null);
    }
  }

  /**
   * The version of the dataset; fails when there is none, or when items are wrong.
   *
   * @param store whether items that come inline become a version
   */
  Uni<Items> find(UUID workspaceId, DatasetChoice choice, boolean store) {
    if (choice.items() == null) {
      return datasets.resolve(workspaceId, choice.name(), choice.version()).map(Items::stored);
    }
    return store
        ? inline.inline(workspaceId, choice.name(), choice.items()).map(Items::stored)
        : inline
            .unstored(choice.name(), choice.items())
            .map(read -> new Items(read.version(), read.items()));
  }

  /**
   * Tries the prompt on some items: a template that does not fit them is found now, not in a
   * thousand calls. Fails when it does not fit the first, or when there are no items.
   *
   * @return the run with what is to be known of the rest
   */
  Uni<ResolvedRun> tried(ResolvedRun run) {
    return samples
        .few(run, TRIED)
        .map(
            items -> {
              if (items.isEmpty()) {
                throw new ProblemException(
                    ErrorCode.EMPTY_DATASET,
                    "No item of the dataset is in the sections asked for.");
              }
              JudgeFields.require(run.spec().scorers(), items);
              return run.warned(
                  PromptTrial.on(RunSpecs.template(run.spec().target().prompt()), items));
            });
  }
}
