package dev.assay.run.engine.backlog;

import static dev.assay.run.platform.db.Columns.column;

import dev.assay.run.library.providers.ProviderSettings;
import dev.assay.run.library.providers.ProviderSettings.Limits;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.JsonColumns;
import dev.assay.run.platform.db.Rows;
import dev.assay.run.platform.db.pool.Lane;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** By which limits what is asked runs. */
@ApplicationScoped
class AccountLimitsQuery {
  private static final Logger LOG = Logger.getLogger(AccountLimitsQuery.class);
  private static final String READ =
      """
      select p.workspace_id, p.name, p.settings::text as settings
      from providers p
      join (select distinct i.workspace_id, i.name
            from unnest($1::uuid[], $2::text[]) as i(workspace_id, name)) i
        on i.workspace_id = p.workspace_id and i.name = p.name
      """;

  private final Db db;

  private record Key(UUID workspaceId, String provider) {}

  AccountLimitsQuery(Db db) {
    this.db = db.asService().in(Lane.READER);
  }

  /** Limits of accounts, as they are configured. */
  static final class Found {
    private final Map<Key, ProviderSettings> settings;

    private Found(Map<Key, ProviderSettings> settings) {
      this.settings = settings;
    }

    /** The model when it is limited apart, else null. */
    String apart(Asked asked) {
      ProviderSettings known = known(asked);
      return known != null && known.limitsApart(asked.model()) ? asked.model() : null;
    }

    /** Null for none. */
    Limits of(Asked asked) {
      ProviderSettings known = known(asked);
      return known == null ? null : known.limits(asked.model());
    }

    private ProviderSettings known(Asked asked) {
      return settings.get(new Key(asked.workspaceId(), asked.provider()));
    }
  }

  /** Those of all that is asked. */
  Uni<Found> of(List<Asked> asked) {
    return asked.isEmpty()
        ? Uni.createFrom().item(new Found(Map.of()))
        : db.query(
                READ,
                column(asked, UUID[]::new, Asked::workspaceId),
                column(asked, String[]::new, Asked::provider))
            .map(AccountLimitsQuery::found);
  }

  private static Found found(RowSet<Row> rows) {
    Map<Key, ProviderSettings> settings = new HashMap<>();
    for (Row row : Rows.list(rows)) {
      Key key = new Key(row.getUUID("workspace_id"), row.getString("name"));
      try {
        settings.put(key, JsonColumns.read(row, "settings", ProviderSettings.class));
      } catch (IllegalStateException e) {
        LOG.debugf("settings not read provider=%s error=%s", key.provider(), e.toString());
      }
    }
    return new Found(settings);
  }
}
