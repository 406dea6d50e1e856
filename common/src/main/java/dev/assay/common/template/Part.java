package dev.assay.common.template;

import java.util.List;

/** What a template is made of. */
public sealed interface Part {
  /** Words that stand as they are. */
  record Text(String text) implements Part {}

  /** A name whose value stands in its place. */
  record Value(String name, Place at) implements Part {}

  /**
   * Parts for each element of a list, once for any other value that is there and not false.
   *
   * @param inverted once instead when there is no value, it is false, or an empty list
   */
  record Section(String name, boolean inverted, List<Part> parts, Place at) implements Part {}
}
