package dev.assay.run.library.workspaces;

import dev.assay.run.library.providers.BuiltInProviders;
import dev.assay.run.platform.db.Sessions;
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

  /** Any number that nothing else locks. */
  private static final String ONE_AT_A_TIME = "select 1, pg_advisory_xact_lock(7208150231)::text";

  private final Sessions sessions;
  private final Workspaces workspaces;
  private final BootstrapKey key;
  private final BuiltInProviders providers;

  Bootstrap(
      Sessions sessions, Workspaces workspaces, BootstrapKey key, BuiltInProviders providers) {
    this.sessions = sessions;
    this.workspaces = workspaces;
    this.key = key;
    this.providers = providers;
  }

  /** On the main thread, after the migration and before requests are let in. */
  void run(@Observes @Priority(100) StartupEvent event) {
    sessions.inTransaction(this::ensure).await().atMost(AT_MOST);
  }

  private Uni<UUID> ensure() {
    return Sessions.rows(ONE_AT_A_TIME)
        .flatMap(locked -> workspaces.ensureDefault())
        .call(key::ensure)
        .call(providers::ensureLocal);
  }
}
