package dev.assay.run.control.launch.names;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.part.ScorerSpec;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.template.JudgeTemplate;
import dev.assay.common.template.Template;
import dev.assay.run.platform.problem.Checks;
import java.util.List;

/** The fields of the items' own that templates of judges name. */
public final class JudgeFields {
  /** The scorer with a template, and where it stands. */
  private static final String CUSTOM = "custom";

  private static final String TEMPLATE = "template";

  private JudgeFields() {}

  /**
   * Refuses a template that names what none of the items has: each of its scores would be an error,
   * after the target was paid for.
   *
   * @param scorers whose templates can be read
   */
  public static void require(List<ScorerSpec> scorers, List<ScoringItem> items) {
    Checks checks = new Checks();
    for (int i = 0; i < scorers.size(); i++) {
      ScorerSpec scorer = scorers.get(i);
      if (!CUSTOM.equals(scorer.id())
          || scorer.params() == null
          || !scorer.params().path(TEMPLATE).isTextual()) {
        continue;
      }
      Template template = JudgeTemplate.read(scorer.params().get(TEMPLATE).textValue());
      for (String name : JudgeTemplate.extras(template)) {
        if (items.stream().noneMatch(item -> has(item.extra(), name))) {
          checks.violate(
              ErrorCode.BAD_TEMPLATE,
              "scorers[" + i + "]." + TEMPLATE,
              "The template names "
                  + JudgeTemplate.EXTRA
                  + name
                  + ", which none of "
                  + items.size()
                  + " items that were looked at has.");
        }
      }
    }
    checks.done();
  }

  private static boolean has(JsonNode extra, String name) {
    JsonNode value = extra == null ? null : Template.find(extra, name);
    return value != null && !value.isNull();
  }
}
