package dev.assay.common.message;

/** Asks scoring-service what it can score; answered with a {@link ScorerCatalogue}. */
public record CatalogueRequest() implements Message {}
