package dev.assay.run.library.providers;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ProviderRef;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The providers of workspaces, for whoever needs to call one. */
@ApplicationScoped
public class Providers {
  private static final int NAMED = 20;

  private static final String BY_NAME =
      "select " + ProviderRows.COLUMNS + " from providers where workspace_id = $1 and name = $2";

  private static final String LIST =
      "select "
          + ProviderRows.COLUMNS
          + " from providers where workspace_id = $1 and ($2::text is null or name > $2)"
          + " order by name limit $3";

  private final Db db;

  Providers(Db db) {
    this.db = db;
  }

  /** By name; fails with UNKNOWN_PROVIDER and names those there are. */
  public Uni<Provider> find(UUID workspaceId, String name) {
    return peek(workspaceId, name)
        .flatMap(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found.get())
                    : list(workspaceId, null, NAMED)
                        .map(
                            known -> {
                              throw unknown(name, known);
                            }));
  }

  /** As a worker needs to know it, with the prices of the model; fails like {@link #find}. */
  public Uni<ProviderRef> ref(UUID workspaceId, String name, String model) {
    return find(workspaceId, name).map(provider -> provider.toRef(model));
  }

  /** By name; empty when there is none. */
  public Uni<Optional<Provider>> peek(UUID workspaceId, String name) {
    return db.query(BY_NAME, workspaceId, name).map(rows -> providers(rows).stream().findFirst());
  }

  /** By name, locked until the transaction ends; empty when there is none. */
  public Uni<Optional<Provider>> lock(SqlConnection tx, UUID workspaceId, String name) {
    return Db.query(tx, BY_NAME + " for update", workspaceId, name)
        .map(rows -> providers(rows).stream().findFirst());
  }

  /** The first so many, by name. */
  public Uni<List<Provider>> all(UUID workspaceId, int most) {
    return list(workspaceId, null, most);
  }

  public Uni<Page<Provider>> page(UUID workspaceId, PageRequest page) {
    String after = page.after(1).map(cursor -> cursor.values().get(0)).orElse(null);
    return list(workspaceId, after, page.limit + 1)
        .map(found -> Page.of(found, page.limit, provider -> Cursor.after(provider.name())));
  }

  private Uni<List<Provider>> list(UUID workspaceId, String after, int limit) {
    return db.query(LIST, workspaceId, after, limit).map(Providers::providers);
  }

  public static List<Provider> providers(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false).map(ProviderRows::read).toList();
  }

  private static ProblemException unknown(String name, List<Provider> known) {
    String names = known.stream().map(Provider::name).collect(Collectors.joining(", "));
    return new ProblemException(
        ErrorCode.UNKNOWN_PROVIDER, "There is no provider " + name + "; there are: " + names + ".");
  }
}
