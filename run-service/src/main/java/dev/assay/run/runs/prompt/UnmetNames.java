package dev.assay.run.runs.prompt;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.template.Place;
import dev.assay.common.template.TemplateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names of a template that no item so far had. A section over what is never there is left out in
 * silence, so nothing else would say that its name is misspelt. Not for several threads at a time.
 */
public final class UnmetNames {
  private final PromptTemplate prompt;
  private final Map<Where, String> unmet = new LinkedHashMap<>();
  private final Map<Where, Boolean> met = new LinkedHashMap<>();

  private record Where(String template, Place at) {}

  public UnmetNames(PromptTemplate prompt) {
    this.prompt = prompt;
  }

  /** Takes the names out that this item has. */
  public void seen(String itemId, String section, String label, JsonNode body) {
    JsonNode values = PromptTemplate.values(itemId, section, label, body);
    prompt.each(
        (which, template) -> {
          try {
            template.tryNames(values, (at, name, found) -> use(new Where(which, at), name, found));
          } catch (TemplateException e) {
            // Too much for one item: that is said where the prompt is made.
            return;
          }
        });
  }

  private void use(Where where, String name, boolean found) {
    if (found) {
      met.put(where, true);
      unmet.remove(where);
    } else if (!met.containsKey(where)) {
      unmet.put(where, name);
    }
  }

  /** The names that were looked for and never found, in the order in which they were met. */
  public List<String> names() {
    return unmet.values().stream().distinct().toList();
  }
}
