package dev.assay.run.library.providers;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.FittingIds;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The providers of workspaces, for whoever needs to call one. */
@ApplicationScoped
public class Providers {
  private static final int NAMED = 20;
  private static final String SIZED =
      "select p.id, p.name, "
          + PageFit.bytes("p.settings", "p.credential")
          + " as page_bytes from (select * from providers p where p.workspace_id = $1%s"
          + " order by p.name limit $%d) p";

  private final Sessions sessions;
  private final ProviderRepository repository;

  Providers(Sessions sessions, ProviderRepository repository) {
    this.sessions = sessions;
    this.repository = repository;
  }

  /** By name; fails with UNKNOWN_PROVIDER and names those there are. */
  public Uni<Provider> find(UUID workspaceId, String name) {
    return peek(workspaceId, name)
        .flatMap(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(found.get())
                    : page(workspaceId, null, NAMED)
                        .map(
                            known -> {
                              throw unknown(name, known.data());
                            }));
  }

  /** As a worker needs to know it, with the prices of the model; fails like {@link #find}. */
  public Uni<ProviderRef> ref(UUID workspaceId, String name, String model) {
    return find(workspaceId, name).map(provider -> provider.toRef(model));
  }

  /** By name; empty when there is none. */
  public Uni<Optional<Provider>> peek(UUID workspaceId, String name) {
    return sessions
        .reading(() -> repository.named(workspaceId, name))
        .map(found -> Optional.ofNullable(found).map(ProviderEntity::view));
  }

  /** A page, by name. */
  public Uni<Page<Provider>> page(UUID workspaceId, PageRequest page) {
    String after = page.after(1).map(cursor -> cursor.values().get(0)).orElse(null);
    return page(workspaceId, after, page.limit);
  }

  /**
   * A page, by name; fewer than so many where their records are large.
   *
   * @param after name behind which it begins, null for the first
   */
  public Uni<Page<Provider>> page(UUID workspaceId, String after, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId));
    StringBuilder where = new StringBuilder();
    new Conditions(where, parameters).add("p.name > $%d", after);
    parameters.add(limit + 1);
    String sized = SIZED.formatted(where, parameters.size());
    return sessions.reading(
        () ->
            FittingIds.of(sized, "name", parameters)
                .flatMap(
                    fitting ->
                        fitting.page(
                            ids -> repository.list("id in ?1", ids),
                            provider -> provider.id,
                            ProviderEntity::view,
                            provider -> Cursor.after(provider.name()))));
  }

  private static ProblemException unknown(String name, List<Provider> known) {
    List<String> names = known.stream().map(Provider::name).toList();
    return new ProblemException(
        ErrorCode.UNKNOWN_PROVIDER,
        "There is no provider "
            + name
            + "; there are: "
            + String.join(", ", names)
            + "."
            + DidYouMean.ask(name, names));
  }
}
