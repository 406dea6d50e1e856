package dev.assay.run.library.scorers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.run.library.scorers.catalogue.ParamsProbe;
import dev.assay.run.library.scorers.catalogue.ScorerRules;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Finds the scorers that a definition names: those of the catalogue by id, custom ones by name or
 * {@code name@version}. A custom one becomes the scorer it is made of and is checked as that.
 */
@ApplicationScoped
public class ChosenScorers {
  private static final String CUSTOM = "custom";

  private final CustomScorerStore store;
  private final ParamsProbe probe;

  ChosenScorers(CustomScorerStore store, ParamsProbe probe) {
    this.store = store;
    this.probe = probe;
  }

  /**
   * Reads the scorers of a definition.
   *
   * @param given as in a launch, null for none
   * @param known the catalogue
   * @return with every violation; what only scoring-service can check stays unchecked while it is
   *     away
   */
  public Uni<ScorerRules.Read> read(
      UUID workspaceId, List<JsonNode> given, Map<String, ScorerDescriptor> known) {
    if (given == null || given.isEmpty()) {
      return Uni.createFrom().item(ScorerRules.read(List.of(), known));
    }
    return store
        .find(workspaceId, references(given, known))
        .map(found -> given.stream().map(node -> resolved(node, known, found)).toList())
        .map(nodes -> ScorerRules.read(nodes, known))
        .flatMap(
            read ->
                probe.check(read, known).onFailure(ChosenScorers::isAway).recoverWithItem(read));
  }

  private static boolean isAway(Throwable e) {
    return e instanceof ProblemException problem && problem.code() == ErrorCode.SCORING_UNAVAILABLE;
  }

  private static Set<String> references(List<JsonNode> given, Map<String, ScorerDescriptor> known) {
    return given.stream()
        .map(node -> reference(node, known))
        .filter(text -> !text.isEmpty())
        .collect(Collectors.toSet());
  }

  /** The custom scorer that is meant; empty for none. The catalogue's own names go first. */
  private static String reference(JsonNode node, Map<String, ScorerDescriptor> known) {
    String id = node.isTextual() ? node.asText() : node.path("id").asText("");
    return known.containsKey(id) ? node.path(CUSTOM).asText("") : id;
  }

  private static JsonNode resolved(
      JsonNode node, Map<String, ScorerDescriptor> known, Map<String, StoredScorer> found) {
    StoredScorer custom = found.get(reference(node, known));
    ObjectNode own = node instanceof ObjectNode object ? object : Json.mapper().createObjectNode();
    if (!known.containsKey(node.isTextual() ? node.asText() : own.path("id").asText(""))) {
      return custom == null ? node : custom.over(own);
    }
    // A run's own definition, launched again: it says already what the custom scorer came to.
    if (own.has(CUSTOM)
        && (custom == null
            || !custom.definition().kind().scorer().equals(own.path("id").asText()))) {
      return own.deepCopy().without(CUSTOM);
    }
    return node;
  }
}
