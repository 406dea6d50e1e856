package dev.assay.run.library.views;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.id.Ids;
import dev.assay.run.platform.db.Narrowed;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageRequest;
import dev.assay.run.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The views of workspaces. */
@ApplicationScoped
class SavedViews {
  /** Most views of one workspace. */
  static final int MOST = 1_000;

  // The count is exact enough: two who save at once may go past it by one.
  private static final String SAVE =
      """
      insert into views (id, workspace_id, name, view, query)
      select $1, $2, $3, $4, cast(cast($5 as text) as json)
      where (select count(*) from views where workspace_id = $2) < $6
        or exists (select 1 from views where workspace_id = $2 and name = $3)
      on conflict (workspace_id, name)
      do update set view = excluded.view, query = excluded.query, updated_at = now()
      returning created_at = updated_at
      """;

  private final Sessions sessions;
  private final SavedViewRepository repository;

  SavedViews(Sessions sessions, SavedViewRepository repository) {
    this.sessions = sessions;
    this.repository = repository;
  }

  /** What saving came to: the view, and whether there was none of the name before. */
  record Saved(SavedView view, boolean made) {}

  /** Saves one in place of another of the name; fails with CONFLICT when there are too many. */
  Uni<Saved> save(UUID workspaceId, String name, String view, JsonNode query) {
    return sessions.inTransaction(
        () ->
            Sessions.statements()
                .rows(SAVE, Ids.next(), workspaceId, name, view, query.toString(), MOST)
                .flatMap(
                    saved -> {
                      if (saved.isEmpty()) {
                        throw new ProblemException(
                            ErrorCode.CONFLICT,
                            "A workspace has at most " + MOST + " views; delete some first.");
                      }
                      boolean made = Boolean.TRUE.equals(saved.get(0)[0]);
                      return repository
                          .named(workspaceId, name)
                          .map(row -> new Saved(row.view(), made));
                    }));
  }

  /** By name; fails with NOT_FOUND. */
  Uni<SavedView> get(UUID workspaceId, String name) {
    return sessions
        .reading(() -> repository.named(workspaceId, name))
        .onItem()
        .ifNull()
        .failWith(() -> ProblemException.notFound("view", name))
        .map(SavedViewEntity::view);
  }

  /**
   * By name.
   *
   * @param view only those of this list, null for all
   */
  Uni<Page<SavedView>> list(UUID workspaceId, String view, PageRequest page) {
    String after = page.after(1).map(cursor -> cursor.values().get(0)).orElse(null);
    return sessions
        .reading(
            () ->
                new Narrowed<>(repository, "workspaceId = ?1", workspaceId)
                    .by("view =", view)
                    .by("name >", after)
                    .first(page.limit + 1, "name"))
        .map(found -> found.stream().map(SavedViewEntity::view).toList())
        .map(found -> Page.of(found, page.limit, one -> Cursor.after(one.name())));
  }

  /** Deletes one; fails with NOT_FOUND. */
  Uni<Void> delete(UUID workspaceId, String name) {
    return sessions
        .inTransaction(() -> repository.delete("workspaceId = ?1 and name = ?2", workspaceId, name))
        .invoke(
            gone -> {
              if (gone == 0) {
                throw ProblemException.notFound("view", name);
              }
            })
        .replaceWithVoid();
  }
}
