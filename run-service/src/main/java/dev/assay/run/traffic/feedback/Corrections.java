package dev.assay.run.traffic.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.schema.BadSchemaException;
import dev.assay.common.schema.BoundedSchema;
import dev.assay.common.schema.JsonSchemas;
import dev.assay.common.schema.Mismatch;
import dev.assay.run.platform.db.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Holds corrections in JSON against the schema of the skill that answered. */
@ApplicationScoped
public class Corrections {
  /** Most warnings that are told. */
  static final int MOST = 100;

  private static final Set<EntityType> OF_A_SKILL =
      Set.of(EntityType.REQUEST, EntityType.AGENT_EXECUTION);
  private static final String NOT_LOOKED_AT =
      "was not held against the schema: it is too large, or too much came with it";

  private final SkillSchemas schemas;

  Corrections(SkillSchemas schemas) {
    this.schemas = schemas;
  }

  /** What does not fit, at most {@value #MOST} places of all. */
  public Uni<List<CorrectionWarning>> warnings(UUID workspaceId, List<Feedback> given) {
    return warnings(workspaceId, given, IntStream.range(0, given.size()).boxed().toList());
  }

  /**
   * The same of a body, some records of which are not among the given.
   *
   * @param places which record of the body each is
   */
  Uni<List<CorrectionWarning>> warnings(
      UUID workspaceId, List<Feedback> given, List<Integer> places) {
    List<SkillSchemas.Entity> corrected =
        given.stream()
            .filter(Corrections::corrects)
            .map(SkillSchemas.Entity::of)
            .distinct()
            .toList();
    if (corrected.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return schemas
        .of(workspaceId, corrected)
        .flatMap(
            of ->
                of.isEmpty()
                    ? Uni.createFrom().<List<CorrectionWarning>>item(List.of())
                    : Sessions.blocking(() -> held(given, places, of)));
  }

  private static boolean corrects(Feedback given) {
    return given.response() != null
        && !given.response().isNull()
        && OF_A_SKILL.contains(given.entityType());
  }

  private static List<CorrectionWarning> held(
      List<Feedback> given, List<Integer> places, Map<SkillSchemas.Entity, JsonNode> schemas) {
    SchemaAllowance allowance = new SchemaAllowance(SchemaAllowance.STEPS);
    // By themselves: to tell two schemas apart by what is in them takes as long as reading both.
    Map<JsonNode, Optional<BoundedSchema>> compiled = new IdentityHashMap<>();
    List<CorrectionWarning> warnings = new ArrayList<>();
    for (int i = 0; i < given.size() && warnings.size() < MOST; i++) {
      Feedback one = given.get(i);
      JsonNode schema = corrects(one) ? schemas.get(SkillSchemas.Entity.of(one)) : null;
      if (schema != null) {
        int place = places.get(i);
        compiled
            .computeIfAbsent(schema, Corrections::compiled)
            .ifPresent(
                usable ->
                    mismatches(usable, one.response(), allowance).stream()
                        .limit(MOST - warnings.size())
                        .map(
                            wrong ->
                                new CorrectionWarning(
                                    place, one.entityId(), wrong.path(), wrong.message()))
                        .forEach(warnings::add));
      }
    }
    return warnings;
  }

  /** A skill may have been saved with a schema that is none: nothing can be held against it. */
  private static Optional<BoundedSchema> compiled(JsonNode schema) {
    try {
      return Optional.of(JsonSchemas.compile(schema));
    } catch (BadSchemaException e) {
      return Optional.empty();
    }
  }

  private static List<Mismatch> mismatches(
      BoundedSchema schema, JsonNode value, SchemaAllowance allowance) {
    try {
      return schema.mismatches(value, allowance);
    } catch (SchemaAllowance.SpentException e) {
      return List.of(new Mismatch("", NOT_LOOKED_AT));
    }
  }
}
