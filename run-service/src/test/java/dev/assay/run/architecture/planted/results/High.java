package dev.assay.run.architecture.planted.results;

/** May be used by nobody below. */
public record High() {}
