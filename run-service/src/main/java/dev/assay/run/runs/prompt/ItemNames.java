package dev.assay.run.runs.prompt;

import dev.assay.common.template.Template;
import dev.assay.common.words.DidYouMean;
import java.util.List;
import java.util.Set;

/** The names that an item can have in a template. */
final class ItemNames {
  /** What an item may have beside its expected value. */
  private static final List<String> FIELDS =
      List.of(
          "input", "id", "section", "label", "criteria", "choices", "context", "assets", "extra");

  /** Those that are texts: there is nothing in them. */
  private static final Set<String> TEXTS = Set.of("id", "section", "label", "criteria");

  private static final String ITEM = "item";
  private static final String OWN = "item.extra.";

  private ItemNames() {}

  /**
   * What is wrong with a name, whatever the item; null when nothing is. In a section a name may be
   * one of what the section is about, which is seen with items only.
   */
  static String wrong(Template.Name name) {
    String text = name.text();
    if (name.inside() || text.equals(".") || text.equals("this")) {
      return null;
    }
    String field = head(text);
    if (field.equals(ITEM)) {
      if (text.equals(ITEM)) {
        return null;
      }
      text = text.substring(ITEM.length() + 1);
      field = head(text);
    }
    if (field.equals("expected")) {
      return "the expected value is never shown to the model.";
    }
    if (!FIELDS.contains(field)) {
      return unknown(name.text(), field);
    }
    return TEXTS.contains(field) && !field.equals(text)
        ? "the item's " + field + " is a text: there is no " + name.text() + "."
        : null;
  }

  private static String head(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String unknown(String name, String field) {
    String nearest = DidYouMean.nearest(field, FIELDS);
    String meant =
        nearest != null
            ? " Did you mean " + nearest + "?"
            : name.startsWith(ITEM + ".") || !name.matches("[\\w.-]+")
                ? ""
                : " A column of your own is " + OWN + name + ".";
    return "no item has "
        + shortened(name)
        + "; there are "
        + String.join(", ", FIELDS)
        + ", also as item.<name>, and item.extra.<name>."
        + meant;
  }

  private static String shortened(String name) {
    return name.length() <= 100 ? name : name.substring(0, 100) + "…";
  }
}
