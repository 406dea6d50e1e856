package dev.assay.common.testing.planted.second;

/** One class more than a room of one can hold. */
public record Nest(Egg egg) {}
