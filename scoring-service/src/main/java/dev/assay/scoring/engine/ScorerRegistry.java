package dev.assay.scoring.engine;

import dev.assay.common.message.ScorerCatalogue;
import dev.assay.common.part.ScorerDescriptor;
import dev.assay.scoring.scorer.Scorer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The scorers there are, by id. */
public final class ScorerRegistry {
  private final TreeMap<String, Entry> byId = new TreeMap<>();

  /**
   * Registers scorers.
   *
   * @throws IllegalArgumentException when two have the same id
   */
  public ScorerRegistry(Collection<? extends Scorer> scorers) {
    for (Scorer scorer : scorers) {
      ScorerDescriptor descriptor = scorer.descriptor();
      Entry entry = new Entry(scorer, descriptor, new ParamsSchema(descriptor.params()));
      if (byId.put(descriptor.id(), entry) != null) {
        throw new IllegalArgumentException("two scorers have the id " + descriptor.id());
      }
    }
  }

  /** The catalogue, ordered by id. */
  public ScorerCatalogue catalogue() {
    List<ScorerDescriptor> all = byId.values().stream().map(Entry::descriptor).toList();
    return new ScorerCatalogue(all);
  }

  /** Whether a scorer runs what a user wrote, so that it may take its whole bound. */
  public boolean runsProgram(String id) {
    return find(id).map(entry -> entry.scorer().runsProgram()).orElse(false);
  }

  Optional<Entry> find(String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id));
  }

  record Entry(Scorer scorer, ScorerDescriptor descriptor, ParamsSchema schema) {}
}
