package dev.assay.run.control.launch.names;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.part.ScoringItem;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.runs.ResolvedRun.Warning;
import dev.assay.run.runs.prompt.PromptFailedException;
import dev.assay.run.runs.prompt.PromptTemplate;
import dev.assay.run.runs.prompt.UnmetNames;
import java.util.ArrayList;
import java.util.List;

/** A prompt over some of the items that it is for. */
public final class PromptTrial {
  private PromptTrial() {}

  /**
   * Tries a prompt. Which of the items are odd ones does not matter, nor in what order they come: a
   * launch that some of them fit is warned of the others.
   *
   * @param items at least one
   * @return what is to be known of items that it does not fit, and of names that none has; fails
   *     with BAD_TEMPLATE when it fits none of them
   */
  public static List<Warning> on(PromptTemplate prompt, List<ScoringItem> items) {
    UnmetNames unmet = new UnmetNames(prompt);
    List<String> misfits = new ArrayList<>();
    String why = null;
    for (ScoringItem item : items) {
      JsonNode body = Json.mapper().valueToTree(item);
      try {
        prompt.render(item.id(), item.section(), item.label(), body);
      } catch (PromptFailedException e) {
        why = why == null ? e.getMessage() : why;
        misfits.add(item.id());
      }
      unmet.seen(item.id(), item.section(), item.label(), body);
    }
    if (misfits.size() == items.size()) {
      throw fitsNone(misfits, why);
    }
    List<Warning> warnings = new ArrayList<>();
    if (!misfits.isEmpty()) {
      warnings.add(
          new Warning(
              "PROMPT_MISFIT",
              "The prompt does not fit "
                  + misfits.size()
                  + " of "
                  + items.size()
                  + " items that were tried, such as "
                  + misfits.get(0)
                  + "; they would end in PROMPT_FAILED: "
                  + why));
    }
    for (String name : unmet.names()) {
      warnings.add(
          new Warning(
              "PROMPT_NAME",
              "The prompt asks for "
                  + name
                  + ", which none of "
                  + items.size()
                  + " items that were tried has: what depends on it is left out."));
    }
    return warnings;
  }

  private static ProblemException fitsNone(List<String> misfits, String why) {
    String whom =
        misfits.size() == 1
            ? "does not fit item "
            : "fits none of " + misfits.size() + " items that were tried, such as ";
    return new ProblemException(
        ErrorCode.BAD_TEMPLATE,
        "The prompt " + whom + misfits.get(0) + ": " + why,
        List.of(new Violation("target.prompt", why)));
  }
}
