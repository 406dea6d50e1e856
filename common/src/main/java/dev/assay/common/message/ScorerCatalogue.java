package dev.assay.common.message;

import dev.assay.common.part.ScorerDescriptor;
import java.util.List;

/**
 * What scoring-service can score.
 *
 * @param scorers ordered by id
 */
public record ScorerCatalogue(List<ScorerDescriptor> scorers) implements Message {}
