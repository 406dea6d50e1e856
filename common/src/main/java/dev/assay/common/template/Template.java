package dev.assay.common.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A logic-less template of Mustache (its manual's variables, sections, inverted sections, comments
 * and changed delimiters), read by the one reader of all services. Partials and lambdas are not in
 * it, nothing is escaped, and values are JSON and nothing else: no method and no field of an object
 * of Java can be named.
 *
 * <p>What a template may be is bounded when it is read ({@link #MAX_TAGS}, {@link #MAX_DEPTH}), and
 * what it may do when it is filled ({@link #MAX_STEPS}, {@link #MAX_OUTPUT}), so that nested
 * sections over a list end in an error and not in the memory of a service.
 */
public final class Template {
  /** Most tags of one template. */
  public static final int MAX_TAGS = 10_000;

  /** Most sections within each other. */
  public static final int MAX_DEPTH = 16;

  /** Longest name, in UTF-16 code units. */
  public static final int MAX_NAME = 500;

  /** Most parts that are written, and names that are looked for, when it is filled once. */
  public static final int MAX_STEPS = 100_000;

  /** Longest text that it may make, in UTF-16 code units. */
  public static final int MAX_OUTPUT = 4 * 1024 * 1024;

  private final List<Part> parts;

  Template(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /**
   * Reads a template.
   *
   * @throws TemplateException that names line and column, when a tag does not close, is empty, or
   *     is of a kind that there is not
   */
  public static Template read(String text) {
    return new TemplateReader(text).read();
  }

  /** What it is made of, in order. */
  public List<Part> parts() {
    return parts;
  }

  /**
   * A name in it.
   *
   * @param section whether a section is opened by it
   * @param inside whether it stands in a section, where it may be of what the section is about
   */
  public record Name(String text, Place at, boolean section, boolean inside) {}

  /** All names in the order in which they stand, those of sections included. */
  public List<Name> names() {
    List<Name> names = new ArrayList<>();
    gather(parts, false, names);
    return names;
  }

  private static void gather(List<Part> parts, boolean inside, List<Name> names) {
    for (Part part : parts) {
      if (part instanceof Part.Value value) {
        names.add(new Name(value.name(), value.at(), false, inside));
      } else if (part instanceof Part.Section section) {
        names.add(new Name(section.name(), section.at(), true, inside));
        gather(section.parts(), inside || !section.inverted(), names);
      }
    }
  }

  /**
   * What a name means, by the rules of templates.
   *
   * @return null when there is nothing of that name; JSON's null is a value
   */
  public static JsonNode find(JsonNode values, String name) {
    return new Names(new Steps()).find(name, new Frame(values));
  }

  /**
   * Fills it.
   *
   * @param values an object; its names are what a name outside of sections can be
   * @throws TemplateException when a value is not there, or what it does is too much
   */
  public String fill(JsonNode values) {
    Filling filling = new Filling((at, name, found) -> {});
    filling.parts(parts, new Frame(values));
    return filling.text();
  }

  /**
   * The names that have a value at least once when it is filled, whether or not all have: a name
   * that is missing writes nothing here. Nothing is said of names in sections that are left out.
   *
   * @param used is told each name that was looked for, with whether it was found
   */
  public void tryNames(JsonNode values, Use used) {
    Filling filling = new Filling(used);
    filling.leniently().parts(parts, new Frame(values));
  }

  /** Is told what becomes of names. */
  @FunctionalInterface
  public interface Use {
    /** A name at its place, found in the values or not. */
    void of(Place at, String name, boolean found);
  }
}
