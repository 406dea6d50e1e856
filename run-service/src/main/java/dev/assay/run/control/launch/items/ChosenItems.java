package dev.assay.run.control.launch.items;

import dev.assay.common.error.ErrorCode;
import dev.assay.run.control.launch.names.JudgeFields;
import dev.assay.run.control.launch.names.MissingSpans;
import dev.assay.run.control.launch.names.PromptTrial;
import dev.assay.run.library.datasets.DatasetImport;
import dev.assay.run.library.datasets.DatasetVersions;
import dev.assay.run.library.datasets.items.SampleItems;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpecs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/** The items of a launch: found under their dataset's name, or stored when they come inline. */
@ApplicationScoped
public class ChosenItems {
  /** Items that prompts are tried on; each costs a bounded number of steps, all some bytes. */
  private static final int TRIED = 100;

  private final DatasetVersions datasets;
  private final DatasetImport inline;
  private final SampleItems samples;
  private final NamedAssets assets;
  private final StoredAnswers answers;

  ChosenItems(
      DatasetVersions datasets,
      DatasetImport inline,
      SampleItems samples,
      NamedAssets assets,
      StoredAnswers answers) {
    this.answers = answers;
    this.assets = assets;
    this.datasets = datasets;
    this.inline = inline;
    this.samples = samples;
  }

  /**
   * The version of the dataset; fails when there is none, or when items are wrong.
   *
   * @param store whether items that come inline, or of traffic, become a version
   */
  public Uni<LaunchItems> find(UUID workspaceId, DatasetChoice choice, boolean store) {
    if (choice.traffic() != null) {
      return answers
          .items(workspaceId, choice.traffic(), Set.of(), store)
          .onFailure(ProblemException.class)
          .transform(e -> ofDataset((ProblemException) e));
    }
    if (choice.items() == null) {
      return datasets
          .resolve(workspaceId, choice.name(), choice.version())
          .invoke(version -> ChosenSections.require(choice.sections(), version.sections().keySet()))
          .map(LaunchItems::stored);
    }
    return store
        ? inline.inline(workspaceId, choice.name(), choice.items()).map(LaunchItems::stored)
        : inline
            .unstored(choice.name(), choice.items())
            .map(read -> new LaunchItems(read.version(), read.items()));
  }

  /** What is wrong with traffic is said where it was given. */
  private static ProblemException ofDataset(ProblemException e) {
    return new ProblemException(
        e.code(),
        e.getMessage(),
        e.violations().stream().map(v -> new Violation("dataset.traffic", v.message())).toList());
  }

  /**
   * Tries the prompt on some items: a template that does not fit them is found now, not in a
   * thousand calls. Fails when it fits none of them, or when there are no items.
   *
   * @return the run with what is to be known of the rest
   */
  public Uni<ResolvedRun> tried(ResolvedRun run) {
    return samples
        .few(run, TRIED)
        .flatMap(
            items -> {
              if (items.isEmpty()) {
                throw new ProblemException(
                    ErrorCode.EMPTY_DATASET,
                    "No item of the dataset is in the sections asked for.");
              }
              JudgeFields.require(run.spec().scorers(), items);
              return assets.require(
                  run.warned(PromptTrial.on(RunSpecs.template(run.spec().target().prompt()), items))
                      .warned(MissingSpans.of(run.spec().scorers(), items)),
                  items);
            });
  }
}
