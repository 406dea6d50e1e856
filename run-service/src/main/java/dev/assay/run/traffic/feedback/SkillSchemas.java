package dev.assay.run.traffic.feedback;

import static dev.assay.run.platform.db.Columns.column;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.run.library.skills.SkillStore;
import dev.assay.run.library.skills.StoredSkill;
import dev.assay.run.platform.db.Db;
import dev.assay.run.platform.db.InOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the answers of skills must look like: by the version that answered, or else the newest that
 * was adopted.
 */
@ApplicationScoped
public class SkillSchemas {
  private static final String SKILLS =
      """
      select distinct i.kind, i.id, t.skill, t.skill_version
      from unnest($2::text[], $3::text[]) as g(kind, id)
      join traffic_ids i on i.workspace_id = $1 and i.kind = g.kind and i.id = g.id
      join traffic t on t.workspace_id = i.workspace_id and t.kind = i.kind and t.id = i.id
        and t.at = i.at
      where t.skill is not null
      """;
  private static final String VERSION = "[1-9][0-9]{0,8}";

  private final Db db;
  private final SkillStore skills;

  SkillSchemas(Db db, SkillStore skills) {
    this.db = db;
    this.skills = skills;
  }

  /** Who answered. */
  private record Answerer(String skill, String version) {}

  /** What feedback is of. */
  record Entity(String type, String id) {
    static Entity of(Feedback given) {
      return new Entity(given.entityType().wire(), given.entityId());
    }
  }

  /**
   * The schema of what a skill answers.
   *
   * @param skill null for none
   * @param version as it was logged, null for not known
   * @return the item is null when there is none
   */
  public Uni<JsonNode> of(UUID workspaceId, String skill, String version) {
    if (skill == null) {
      return Uni.createFrom().nullItem();
    }
    return version == null || !version.matches(VERSION)
        ? newest(workspaceId, skill)
        : skills
            .find(workspaceId, skill + "@" + version)
            .flatMap(
                found ->
                    found == null
                        ? newest(workspaceId, skill)
                        : Uni.createFrom().item(schema(found)));
  }

  private Uni<JsonNode> newest(UUID workspaceId, String skill) {
    return skills.find(workspaceId, skill).map(SkillSchemas::schema);
  }

  private static JsonNode schema(StoredSkill found) {
    return found == null ? null : found.definition().outputSchema();
  }

  /** Those of what feedback is of; entities without one are not in it. */
  Uni<Map<Entity, JsonNode>> of(UUID workspaceId, List<Entity> entities) {
    return db.query(
            SKILLS,
            workspaceId,
            column(entities, String[]::new, Entity::type),
            column(entities, String[]::new, Entity::id))
        .flatMap(
            rows -> {
              Map<Entity, Answerer> answerers = new HashMap<>();
              for (Row row : rows) {
                answerers.put(
                    new Entity(row.getString("kind"), row.getString("id")),
                    new Answerer(row.getString("skill"), row.getString("skill_version")));
              }
              return schemas(workspaceId, answerers);
            });
  }

  private Uni<Map<Entity, JsonNode>> schemas(UUID workspaceId, Map<Entity, Answerer> answerers) {
    Map<Answerer, JsonNode> known = new HashMap<>();
    return InOrder.each(
            answerers.values().stream().distinct().toList(),
            one ->
                of(workspaceId, one.skill(), one.version())
                    .invoke(schema -> known.put(one, schema)))
        .map(
            all -> {
              Map<Entity, JsonNode> schemas = new HashMap<>();
              answerers.forEach(
                  (entity, answerer) -> {
                    JsonNode schema = known.get(answerer);
                    if (schema != null) {
                      schemas.put(entity, schema);
                    }
                  });
              return schemas;
            });
  }
}
