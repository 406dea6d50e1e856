package dev.assay.run.architecture.planted.runs;

import dev.assay.run.architecture.planted.results.High;

/** Climbs where no run may climb. */
public record Low(High shown) {}
