package dev.assay.common.template;

import dev.assay.common.words.DidYouMean;
import java.util.ArrayList;
import java.util.List;

/**
 * The template of a custom judge: words and names, no sections. What it may name is the same
 * wherever it is looked at: when it is saved, at a launch, and when the judge is asked.
 */
public final class JudgeTemplate {
  /** Before the name of a field of the item's own. */
  public static final String EXTRA = "item.extra.";

  /** Most names in one, since each stands for as much as an item holds. */
  public static final int MAX_NAMES = 50;

  private static final List<String> NAMES =
      List.of("input", "output", "answer", "expected", "context", "criteria", "choices", "item.id");

  private JudgeTemplate() {}

  /**
   * Reads one.
   *
   * @throws TemplateException with the place of what is misspelt or not known
   */
  public static Template read(String text) {
    Template template = Template.read(text);
    if (template.names().size() > MAX_NAMES) {
      throw new TemplateException(
          "a judge's template has at most "
              + MAX_NAMES
              + " names; got "
              + template.names().size()
              + ".");
    }
    for (Part part : template.parts()) {
      if (part instanceof Part.Section section) {
        throw TemplateException.at(
            section.at(), "a judge's template has no sections; name the value itself.");
      }
      if (part instanceof Part.Value value) {
        require(value);
      }
    }
    return template;
  }

  /** The names of fields of the item's own that are in it, without {@link #EXTRA}. */
  public static List<String> extras(Template template) {
    return template.names().stream()
        .map(Template.Name::text)
        .filter(name -> name.startsWith(EXTRA))
        .map(name -> name.substring(EXTRA.length()))
        .distinct()
        .toList();
  }

  private static void require(Part.Value value) {
    String name = value.name();
    if (NAMES.contains(name) || name.startsWith(EXTRA) && name.length() > EXTRA.length()) {
      return;
    }
    List<String> known = new ArrayList<>(NAMES);
    known.add(EXTRA + "<name>");
    throw TemplateException.at(
        value.at(),
        "the template has no value named "
            + name
            + "; there are "
            + String.join(", ", known)
            + "."
            + DidYouMean.ask(name, NAMES));
  }
}
