package dev.assay.run.library.providers;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ProviderRef;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.db.Narrowed;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The providers of workspaces, for whoever needs to call one. */
@ApplicationScoped
public class Providers {
  private static final int NAMED = 20;

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
    return sessions
        .reading(() -> repository.named(workspaceId, name))
        .map(found -> Optional.ofNullable(found).map(ProviderEntity::view));
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
    return sessions
        .reading(
            () ->
                new Narrowed<>(repository, "workspaceId = ?1", workspaceId)
                    .by("name >", after)
                    .first(limit, "name"))
        .map(found -> found.stream().map(ProviderEntity::view).toList());
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
