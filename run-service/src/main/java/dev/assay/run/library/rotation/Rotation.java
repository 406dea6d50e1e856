package dev.assay.run.library.rotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.json.Json;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.part.ProviderRef.SealedSecret;
import dev.assay.link.secret.SecretException;
import dev.assay.run.library.providers.secret.Seal;
import dev.assay.run.platform.db.Db;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Seals every credential of every workspace again, in one transaction. */
@ApplicationScoped
class Rotation {
  private static final Logger LOG = Logger.getLogger(Rotation.class);

  // The lock keeps a credential that is given at this moment from being overwritten.
  private static final String SEALED =
      "select id, workspace_id, name, credential::text as credential from providers"
          + " where credential is not null order by id for update";

  private static final String RENEW =
      "update providers set credential = $2::text::json where id = $1";

  private final Db db;
  private final Seal seal;

  Rotation(Db db, Seal seal) {
    this.db = db;
    this.seal = seal;
  }

  private record Renewed(UUID id, SealedSecret sealed) {}

  /** Fails with VALIDATION_FAILED when there is no master key. */
  Uni<Rotated> rotate() {
    seal.refresh();
    return db.inTransaction(
        tx ->
            Db.query(tx, SEALED)
                .flatMap(
                    rows -> {
                      List<Row> all = new ArrayList<>();
                      rows.forEach(all::add);
                      return renew(tx, all);
                    }));
  }

  private Uni<Rotated> renew(SqlConnection tx, List<Row> rows) {
    List<Renewed> renewed = new ArrayList<>();
    int current = 0;
    int unreadable = 0;
    for (Row row : rows) {
      SealedSecret sealed = sealed(row.getString("credential"));
      if (sealed == null) {
        continue;
      }
      UUID workspace = row.getUUID("workspace_id");
      String name = row.getString("name");
      try {
        Optional<SealedSecret> fresh = seal.renew(workspace, name, sealed);
        if (fresh.isPresent()) {
          renewed.add(new Renewed(row.getUUID("id"), fresh.get()));
        } else {
          current++;
        }
      } catch (SecretException e) {
        unreadable++;
        LOG.warnf(
            "credential not renewed workspace=%s provider=%s: %s", workspace, name, e.getMessage());
      }
    }
    Rotated done = new Rotated(renewed.size(), current, unreadable);
    return Multi.createFrom()
        .iterable(renewed)
        .onItem()
        .transformToUniAndConcatenate(one -> Db.query(tx, RENEW, one.id(), write(one.sealed())))
        .collect()
        .last()
        .invoke(
            last ->
                LOG.infof(
                    "credentials renewed resealed=%d already_current=%d unreadable=%d",
                    done.resealed(), done.alreadyCurrent(), done.unreadable()))
        .replaceWith(done);
  }

  private static SealedSecret sealed(String credential) {
    try {
      return Json.mapper().readValue(credential, ProviderRef.Credential.class).sealed();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored credential cannot be read", e);
    }
  }

  private static String write(SealedSecret sealed) {
    try {
      return Json.mapper().writeValueAsString(new ProviderRef.Credential(null, sealed));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of ours is always JSON", e);
    }
  }
}
