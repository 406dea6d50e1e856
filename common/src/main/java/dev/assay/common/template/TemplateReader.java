package dev.assay.common.template;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Reads one template. Not for several threads at a time. */
final class TemplateReader {
  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";

  private final String text;
  private final Places places;
  private final Deque<Open> sections = new ArrayDeque<>();
  private List<Part> parts = new ArrayList<>();
  private String open = OPEN;
  private String close = CLOSE;
  private int at;
  private int tags;

  /** A section whose end was not met yet, and the parts around it. */
  private record Open(String name, boolean inverted, Place at, List<Part> around) {}

  TemplateReader(String text) {
    this.text = text;
    this.places = new Places(text);
  }

  Template read() {
    for (int begin = text.indexOf(open); begin >= 0; begin = text.indexOf(open, at)) {
      if (++tags > Template.MAX_TAGS) {
        throw new TemplateException("there are more than " + Template.MAX_TAGS + " tags in it.");
      }
      tag(begin);
    }
    words(at, text.length());
    if (!sections.isEmpty()) {
      Open left = sections.peek();
      throw TemplateException.at(
          left.at(), "the section " + left.name() + " has no end; add {{/" + left.name() + "}}.");
    }
    return new Template(parts);
  }

  private void tag(int begin) {
    Place place = places.of(begin);
    int inner = begin + open.length();
    char kind = inner < text.length() ? text.charAt(inner) : ' ';
    String end =
        switch (kind) {
          case '{' -> "}" + close;
          case '=' -> "=" + close;
          default -> close;
        };
    int closed = text.indexOf(end, kind == '=' ? inner + 1 : inner);
    boolean another =
        kind != '!' && kind != '=' && closed > inner && opensAnother(inner + 1, closed);
    if (closed < 0 || another) {
      throw TemplateException.at(
          place, "what is opened by " + open + " is not closed by " + end + ".");
    }
    int after = closed + end.length();
    boolean named = "#^/!={&>".indexOf(kind) >= 0;
    String content = text.substring(named ? inner + 1 : inner, closed).strip();
    boolean alone = "#^/!=".indexOf(kind) >= 0 && isAlone(begin, after);
    words(at, alone ? lineBegin(begin) : begin);
    at = alone ? lineEnd(after) : after;
    switch (kind) {
      case '#', '^' -> begin(name(content, place), kind == '^', place);
      case '/' -> end(name(content, place), place);
      case '!' -> {
        // A comment.
      }
      case '=' -> delimiters(content, place);
      case '>' ->
          throw TemplateException.at(
              place, "{{>…}} takes in another template, which there is not here.");
      default -> parts.add(new Part.Value(name(content, place), place));
    }
  }

  private boolean opensAnother(int from, int to) {
    String content = text.substring(from, Math.max(from, to));
    return content.contains(open) || content.contains(OPEN);
  }

  private static String name(String content, Place place) {
    if (content.isEmpty()) {
      throw TemplateException.at(place, "the tag is empty; a name belongs into it.");
    }
    if (content.length() > Template.MAX_NAME) {
      throw TemplateException.at(
          place, "the name is longer than " + Template.MAX_NAME + " characters.");
    }
    return content;
  }

  private void begin(String name, boolean inverted, Place place) {
    if (sections.size() == Template.MAX_DEPTH) {
      throw TemplateException.at(
          place, "more than " + Template.MAX_DEPTH + " sections stand within each other.");
    }
    sections.push(new Open(name, inverted, place, parts));
    parts = new ArrayList<>();
  }

  private void end(String name, Place place) {
    if (sections.isEmpty() || !sections.peek().name().equals(name)) {
      String expected =
          sections.isEmpty() ? "no section is open" : "open is " + sections.peek().name();
      throw TemplateException.at(place, "{{/" + name + "}} ends a section, but " + expected + ".");
    }
    Open ended = sections.pop();
    ended.around().add(new Part.Section(name, ended.inverted(), List.copyOf(parts), ended.at()));
    parts = ended.around();
  }

  /** Two words without {@code =}: what opens and closes from here on. */
  private void delimiters(String content, Place place) {
    String[] both = content.split("\\s+");
    if (both.length != 2 || both[0].isEmpty() || content.indexOf('=') >= 0) {
      throw TemplateException.at(
          place, "{{=…=}} names what opens and what closes a tag, such as {{=<% %>=}}.");
    }
    open = both[0];
    close = both[1];
  }

  private void words(int from, int to) {
    if (from < to) {
      parts.add(new Part.Text(text.substring(from, to)));
    }
  }

  /** Whether nothing else stands in the tag's line; then all of the line is left out. */
  private boolean isAlone(int begin, int after) {
    return lineBegin(begin) >= 0 && lineEnd(after) >= 0;
  }

  /** Where the line begins if it is blank up to here, else -1. */
  private int lineBegin(int from) {
    int i = from;
    while (i > 0 && isBlank(text.charAt(i - 1))) {
      i--;
    }
    return i == 0 || text.charAt(i - 1) == '\n' ? i : -1;
  }

  /** Where the next line begins if this one is blank from here, else -1. */
  private int lineEnd(int from) {
    int i = from;
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return i;
    }
    return text.charAt(i) == '\n' ? i + 1 : -1;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\r';
  }
}
