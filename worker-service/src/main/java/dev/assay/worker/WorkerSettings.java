package dev.assay.worker;

import dev.assay.link.egress.EgressRules;
import dev.assay.link.secret.AmbientIdentities;
import dev.assay.link.secret.GrantedVariables;
import dev.assay.worker.call.BreakerSettings;
import dev.assay.worker.outcome.AnswerLimits;
import dev.assay.worker.wire.way.EgressWay;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a worker behaves.
 *
 * @param id unique for the life of the process
 * @param capacity at most this many calls are held, running and waiting
 * @param listenFirst how long to listen for other workers before taking or starting calls
 * @param drainTimeout how long running calls may go on when the worker leaves
 * @param answers how much of answers is read and kept
 * @param assetCacheBytes of images kept in memory
 * @param runService where assets are fetched from, empty when not told
 * @param breaker when the circuit breaker opens
 * @param masterKeyFile holds the keys of sealed credentials, empty for none
 * @param egress where calls may go
 * @param way how they get there
 * @param granted which variables of the environment may be sent where
 * @param ambient which of its own identities may be used where
 */
public record WorkerSettings(
    String id,
    int capacity,
    Duration listenFirst,
    Duration drainTimeout,
    AnswerLimits answers,
    long assetCacheBytes,
    Optional<URI> runService,
    BreakerSettings breaker,
    Optional<Path> masterKeyFile,
    EgressRules egress,
    EgressWay way,
    GrantedVariables granted,
    AmbientIdentities ambient) {}
