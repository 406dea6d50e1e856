package dev.assay.run.control.launch;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.library.datasets.DatasetImport;
import dev.assay.run.library.datasets.DatasetVersion;
import dev.assay.run.library.datasets.DatasetVersions;
import dev.assay.run.library.datasets.items.SampleItems;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.RunSpec;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.prompt.PromptFailedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The items of a launch: found under their dataset's name, or stored when they come inline. */
@ApplicationScoped
class ChosenItems {
  private final DatasetVersions datasets;
  private final DatasetImport inline;
  private final SampleItems samples;

  ChosenItems(DatasetVersions datasets, DatasetImport inline, SampleItems samples) {
    this.datasets = datasets;
    this.inline = inline;
    this.samples = samples;
  }

  /** The version of the dataset; fails when there is none, or when items are wrong. */
  Uni<DatasetVersion> find(UUID workspaceId, DatasetChoice choice) {
    if (choice.items() == null) {
      return datasets.resolve(workspaceId, choice.name(), choice.version());
    }
    return inline.inline(workspaceId, choice.name(), choice.items());
  }

  /** A template that does not fit the items is found now, not in a thousand calls. */
  Uni<Void> tryFirst(ResolvedRun run) {
    return samples
        .read(run.datasetVersionId(), 1, Set.of(), run.spec().dataset().sections())
        .invoke(
            items -> {
              if (items.isEmpty()) {
                throw new ProblemException(
                    ErrorCode.EMPTY_DATASET,
                    "No item of the dataset is in the sections asked for.");
              }
              render(run.spec(), items.get(0));
            })
        .replaceWithVoid();
  }

  private static void render(RunSpec spec, ScoringItem item) {
    try {
      RunSpecs.template(spec.target().prompt())
          .render(item.id(), item.section(), item.label(), Json.mapper().valueToTree(item));
    } catch (PromptFailedException e) {
      throw new ProblemException(
          ErrorCode.BAD_TEMPLATE,
          "The prompt does not fit item " + item.id() + ": " + e.getMessage(),
          List.of(new Violation("target.prompt", e.getMessage())));
    }
  }
}
