package dev.assay.run.control.launch.items;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.library.assets.KnownAssets;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.ResolvedRun;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.runs.RunSpecs;
import dev.assay.run.runs.prompt.FileParts;
import dev.assay.run.runs.prompt.PromptFailedException;
import dev.assay.run.runs.prompt.PromptTemplate;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Uploaded assets that items name: one that is not there would be found by a worker, call by call.
 */
@ApplicationScoped
class NamedAssets {
  private final KnownAssets assets;

  NamedAssets(KnownAssets assets) {
    this.assets = assets;
  }

  /**
   * Looks for what the items name.
   *
   * @param items at least one, and all of them tried with the run's prompt
   * @return the run with what is to be known; fails when each item that the prompt fits names what
   *     is not there
   */
  Uni<ResolvedRun> require(ResolvedRun run, List<ScoringItem> items) {
    if (run.spec().target().pushed()) {
      return Uni.createFrom().item(run);
    }
    PromptTemplate prompt = RunSpecs.template(run.spec().target().prompt());
    Map<String, Set<String>> named = new LinkedHashMap<>();
    items.forEach(item -> references(prompt, item).ifPresent(found -> named.put(item.id(), found)));
    Set<String> all = new HashSet<>();
    named.values().forEach(all::addAll);
    return assets.missing(run.workspaceId(), all).map(missing -> said(run, named, missing));
  }

  /** Empty for an item that the prompt does not fit. */
  private static Optional<Set<String>> references(PromptTemplate prompt, ScoringItem item) {
    JsonNode body = Json.mapper().valueToTree(item);
    try {
      return Optional.of(
          FileParts.references(prompt.render(item.id(), item.section(), item.label(), body)));
    } catch (PromptFailedException e) {
      // That is said already.
      return Optional.empty();
    }
  }

  private static ResolvedRun said(
      ResolvedRun run, Map<String, Set<String>> named, Set<String> missing) {
    List<String> without =
        named.entrySet().stream()
            .filter(e -> e.getValue().stream().anyMatch(missing::contains))
            .map(Map.Entry::getKey)
            .toList();
    if (without.isEmpty()) {
      return run;
    }
    String first = without.get(0);
    String asset = named.get(first).stream().filter(missing::contains).findFirst().orElseThrow();
    if (without.size() == named.size()) {
      String all =
          without.size() == 1
              ? ""
              : ", and none of " + without.size() + " items that were tried has all of its assets";
      String message = "item " + first + " names the asset " + asset + ", which is not there" + all;
      throw new ProblemException(
          ErrorCode.VALIDATION_FAILED,
          "dataset: " + message + "; upload it with PUT /v1/assets/{sha256}.",
          List.of(new Violation("dataset", message)));
    }
    return run.warned(
        List.of(
            new Warning(
                "ASSET_MISSING",
                without.size()
                    + " of "
                    + named.size()
                    + " items that were tried name an asset that is not there, such as "
                    + first
                    + "; they would end in an error. Upload it with PUT /v1/assets/"
                    + asset
                    + ".")));
  }
}
