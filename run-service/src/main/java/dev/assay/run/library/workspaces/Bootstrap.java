package dev.assay.run.library.workspaces;

import dev.assay.run.library.providers.BuiltInProviders;
import dev.assay.run.platform.db.AdvisoryLock;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.Statements;
import dev.assay.run.platform.keys.BootstrapKey;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;

/**
 * Makes what must be there before the first request: the workspace {@code default}, its first key
 * and its built-in providers. Several replicas may start at once: they wait for each other.
 */
@ApplicationScoped
class Bootstrap {
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(" + AdvisoryLock.BOOTSTRAP.key() + ")";

  private final Db db;
  private final Workspaces workspaces;
  private final BootstrapKey key;
  private final BuiltInProviders providers;

  Bootstrap(Db db, Workspaces workspaces, BootstrapKey key, BuiltInProviders providers) {
    this.db = db;
    this.workspaces = workspaces;
    this.key = key;
    this.providers = providers;
  }

  /** On the main thread, after the migration and before requests are let in. */
  void run(@Observes @Priority(100) StartupEvent event) {
    db.inTransaction(tx -> ensure(Db.statements(tx))).await().atMost(AT_MOST);
  }

  private Uni<UUID> ensure(Statements tx) {
    return tx.rows(ONE_AT_A_TIME)
        .flatMap(locked -> workspaces.ensureDefault(tx))
        .call(id -> key.ensure(tx, id))
        .call(id -> providers.ensureLocal(tx, id));
  }
}
