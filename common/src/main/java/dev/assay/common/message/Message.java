package dev.assay.common.message;

/** Everything that crosses the wire between services. */
public sealed interface Message
    permits ModelCall,
        ModelReply,
        ScoringTask,
        ScoreReport,
        RunCancelled,
        WorkerPresence,
        WorkerPresence.CallsTaken,
        UnitActivity,
        TryScore,
        CatalogueRequest,
        ScorerCatalogue {}
