package dev.assay.common.testing.planted.second;

import dev.assay.common.testing.planted.first.Hen;

/** The other half. */
public record Egg(Hen next) {}
