package dev.assay.run.library.skills;

import dev.assay.run.platform.db.Narrowed;
import dev.assay.run.platform.db.Sessions;
import dev.assay.run.platform.paging.Conditions;
import dev.assay.run.platform.paging.Cursor;
import dev.assay.run.platform.paging.FittingIds;
import dev.assay.run.platform.paging.Page;
import dev.assay.run.platform.paging.PageFit;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Skills and their versions page by page; a page ends before it grows too large. */
@ApplicationScoped
class SkillPages {
  private static final String SIZED =
      "select v.id, v.version, v.name, "
          + PageFit.bytes("v.definition")
          + " as page_bytes from (select v.*, s.name from skill_versions v"
          + " join skills s on s.id = v.skill_id where s.workspace_id = $1%s"
          + " order by %s limit $%d) v";
  private static final String NEWEST =
      " and v.version = (select max(a.version) from skill_versions a"
          + " where a.skill_id = s.id and a.state = 'adopted')";

  private final Sessions sessions;
  private final SkillVersionRepository versions;

  SkillPages(Sessions sessions, SkillVersionRepository versions) {
    this.sessions = sessions;
    this.versions = versions;
  }

  /**
   * The newest versions that were adopted, by name.
   *
   * @param after name behind which it begins, null for the first
   */
  Uni<Page<StoredSkill>> newest(UUID workspaceId, String after, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId));
    StringBuilder where = new StringBuilder(NEWEST);
    new Conditions(where, parameters).add("s.name > $%d", after);
    return page(where, parameters, limit, "name", skill -> Cursor.after(skill.name()));
  }

  /**
   * Versions of one, the newest first.
   *
   * @param before number before which it begins, null for the newest
   */
  Uni<Page<StoredSkill>> versions(UUID workspaceId, String name, Integer before, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(workspaceId));
    StringBuilder where = new StringBuilder();
    new Conditions(where, parameters).add("s.name = $%d", name).add("v.version < $%d", before);
    return page(where, parameters, limit, "version desc", skill -> Cursor.after(skill.version()));
  }

  private Uni<Page<StoredSkill>> page(
      StringBuilder where,
      List<Object> parameters,
      int limit,
      String order,
      Function<StoredSkill, Cursor> after) {
    parameters.add(limit + 1);
    String sized = SIZED.formatted(where, order, parameters.size());
    return sessions.reading(
        () ->
            FittingIds.of(sized, order, parameters)
                .flatMap(
                    fitting ->
                        fitting.page(
                            ids ->
                                new Narrowed<>(
                                        versions,
                                        "from SkillVersionEntity v join fetch v.skill s"
                                            + " where v.id in ?1",
                                        ids)
                                    .list(),
                            version -> version.id,
                            SkillVersionEntity::view,
                            after)));
  }
}
