package dev.assay.common.testing.planted.first;

import dev.assay.common.testing.planted.second.Egg;

/** Half of a circle. */
public record Hen(Egg next) {}
