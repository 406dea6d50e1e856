package dev.assay.run.engine.books;

import java.util.UUID;

/** Names a unit's row. */
public record UnitKey(UUID runId, int n) {}
