package dev.assay.common.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One template on its way to a text. Not for several threads at a time. */
final class Filling {
  private final StringBuilder out = new StringBuilder();
  private final Steps steps = new Steps();
  private final Names names = new Names(steps);
  private final Template.Use used;
  private boolean lenient;

  Filling(Template.Use used) {
    this.used = used;
  }

  /** What is missing is passed over, and nothing is written. */
  Filling leniently() {
    lenient = true;
    return this;
  }

  String text() {
    return out.toString();
  }

  void parts(List<Part> parts, Frame frame) {
    for (Part part : parts) {
      steps.take();
      if (part instanceof Part.Text text) {
        write(text.text());
      } else if (part instanceof Part.Value value) {
        value(value, frame);
      } else if (part instanceof Part.Section section) {
        section(section, frame);
      }
    }
  }

  private void value(Part.Value part, Frame frame) {
    JsonNode value = names.find(part.name(), frame);
    used.of(part.at(), part.name(), value != null);
    if (lenient) {
      return;
    }
    if (value == null) {
      throw TemplateException.at(part.at(), "there is no " + part.name() + " in this item.");
    }
    if (value.isNull()) {
      throw TemplateException.at(
          part.at(),
          part.name()
              + " is null in this item; {{#"
              + part.name()
              + "}}…{{/"
              + part.name()
              + "}} leaves out what is null.");
    }
    // A value's own text; anything else in JSON, as it stands in the item.
    write(value.isContainerNode() ? value.toString() : value.asText());
  }

  private void section(Part.Section section, Frame frame) {
    JsonNode value = names.find(section.name(), frame);
    used.of(section.at(), section.name(), value != null);
    boolean there =
        value != null
            && !value.isNull()
            && !(value.isBoolean() && !value.booleanValue())
            && !(value.isArray() && value.isEmpty());
    if (section.inverted()) {
      if (!there) {
        parts(section.parts(), frame);
      }
    } else if (there && value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        steps.take();
        parts(section.parts(), frame.element(value.get(i), i, value.size()));
      }
    } else if (there) {
      parts(section.parts(), value.isBoolean() ? frame : frame.of(value));
    }
  }

  private void write(String text) {
    if (lenient) {
      return;
    }
    if (out.length() + (long) text.length() > Template.MAX_OUTPUT) {
      throw new TemplateException(
          "the text is longer than " + Template.MAX_OUTPUT + " characters with this item.");
    }
    out.append(text);
  }
}
