package dev.assay.run.intake;

import java.util.UUID;

/** Names a unit's row. */
record UnitKey(UUID runId, int n) {}
