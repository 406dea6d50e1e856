package dev.assay.run.library.rotation;

import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.ProviderRef.SealedSecret;
import dev.assay.link.secret.SecretException;
import dev.assay.run.library.providers.ProviderEntity;
import dev.assay.run.library.providers.ProviderRepository;
import dev.assay.run.library.providers.secret.Seal;
import dev.assay.run.platform.db.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Seals every credential of every workspace again, in one transaction. */
@ApplicationScoped
class Rotation {
  private static final Logger LOG = Logger.getLogger(Rotation.class);

  // The lock keeps a credential that is given at this moment from being overwritten.
  private static final String LOCK =
      "select id from providers where credential is not null order by id for update";

  private final Sessions sessions;
  private final ProviderRepository repository;
  private final Seal seal;

  Rotation(Sessions sessions, ProviderRepository repository, Seal seal) {
    // Of all workspaces: the resource lets administrators of the installation in, and nobody else.
    this.sessions = sessions.asService();
    this.repository = repository;
    this.seal = seal;
  }

  /** Fails with VALIDATION_FAILED when there is no master key. */
  Uni<Rotated> rotate() {
    seal.refresh();
    return sessions
        .inTransaction(() -> Sessions.statements().rows(LOCK).flatMap(this::read).map(this::renew))
        .invoke(
            done ->
                LOG.infof(
                    "credentials renewed resealed=%d already_current=%d unreadable=%d",
                    done.resealed(), done.alreadyCurrent(), done.unreadable()));
  }

  /** Those that were locked, and none that got its credential since. */
  private Uni<List<ProviderEntity>> read(List<Object[]> locked) {
    return locked.isEmpty()
        ? Uni.createFrom().item(List.of())
        : repository.list("id in ?1 order by id", locked.stream().map(row -> row[0]).toList());
  }

  private Rotated renew(List<ProviderEntity> rows) {
    int renewed = 0;
    int current = 0;
    int unreadable = 0;
    for (ProviderEntity row : rows) {
      SealedSecret sealed = row.credential.sealed();
      if (sealed == null) {
        continue;
      }
      try {
        Optional<SealedSecret> fresh = seal.renew(row.workspaceId, row.name, sealed);
        if (fresh.isPresent()) {
          row.credential = new ProviderRef.Credential(null, fresh.get());
          renewed++;
        } else {
          current++;
        }
      } catch (SecretException e) {
        unreadable++;
        LOG.warnf(
            "credential not renewed workspace=%s provider=%s: %s",
            row.workspaceId, row.name, e.getMessage());
      }
    }
    return new Rotated(renewed, current, unreadable);
  }
}
