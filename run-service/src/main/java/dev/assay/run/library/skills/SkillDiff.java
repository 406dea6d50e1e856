package dev.assay.run.library.skills;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Two versions of a skill.
 *
 * @param from the one that is looked at first
 * @param to the other one
 * @param changed dotted names of what differs: {@code description}, {@code prompt.system}, {@code
 *     prompt.user}, {@code output_schema}, {@code model.provider}, {@code model.model} and {@code
 *     model.params.NAME}
 */
@Schema(name = "SkillDiff")
public record SkillDiff(StoredSkill from, StoredSkill to, List<String> changed) {
  // A schema is compared as a whole: who wants to know more of it looks at both.
  private static final Set<String> TAKEN_APART = Set.of("", "prompt", "model", "model.params");

  /** Looks at what makes a version, which is not where it came from. */
  static SkillDiff between(StoredSkill from, StoredSkill to) {
    List<String> changed = new ArrayList<>();
    compare("", tree(from), tree(to), changed);
    return new SkillDiff(from, to, List.copyOf(changed));
  }

  private static JsonNode tree(StoredSkill skill) {
    return Json.mapper().valueToTree(skill.definition().content());
  }

  private static void compare(String path, JsonNode from, JsonNode to, List<String> changed) {
    // The order of keys is a difference too: models fill a schema in it.
    if (from.toString().equals(to.toString())) {
      return;
    }
    if (!TAKEN_APART.contains(path)) {
      changed.add(path);
      return;
    }
    Set<String> fields = new LinkedHashSet<>();
    from.fieldNames().forEachRemaining(fields::add);
    to.fieldNames().forEachRemaining(fields::add);
    for (String field : fields) {
      compare(
          path.isEmpty() ? field : path + "." + field, from.path(field), to.path(field), changed);
    }
  }
}
