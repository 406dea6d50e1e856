package dev.assay.run.library.providers;

import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Statements;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Providers that are there without anybody making them. */
@ApplicationScoped
public class BuiltInProviders {
  private static final String ENSURE =
      "insert into providers (id, workspace_id, name, kind, base_url) values ($1, $2, $3, $4, $5)"
          + " on conflict (workspace_id, name) do ";

  private static final String AS_IT_IS = ENSURE + "nothing";

  // The port of the local simulator is another one after each start. A provider of this name that
  // somebody gave a credential or another kind is his, and stays.
  private static final String AT_THIS_URL =
      ENSURE
          + "update set base_url = excluded.base_url, updated_at = now()"
          + " where providers.kind = excluded.kind and providers.credential is null"
          + " and providers.base_url is distinct from excluded.base_url";

  private final LocalConfig config;

  BuiltInProviders(LocalConfig config) {
    this.config = config;
  }

  /** The simulated provider, in every workspace. */
  public Uni<Void> ensure(Statements tx, UUID workspaceId) {
    String kind = ProviderKind.SIMULATED.wire();
    return tx.change(AS_IT_IS, Ids.next(), workspaceId, "simulated", kind, null).replaceWithVoid();
  }

  /** The simulated provider over HTTP, where the local stack serves it. */
  public Uni<Void> ensureLocal(Statements tx, UUID workspaceId) {
    if (config.simulatorUrl().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String url = config.simulatorUrl().get().replaceAll("/+$", "") + "/v1";
    String kind = ProviderKind.OPENAI.wire();
    return tx.change(AT_THIS_URL, Ids.next(), workspaceId, "local", kind, url).replaceWithVoid();
  }
}
