package dev.assay.common.template;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value in which names are looked for, then in the one outside of it.
 *
 * @param outer null for the outermost
 * @param index of an element in its list, -1 for what is none
 * @param last whether it is the last element of its list
 */
record Frame(JsonNode value, Frame outer, int index, boolean last) {
  Frame(JsonNode value) {
    this(value, null, -1, false);
  }

  /** One further in. */
  Frame of(JsonNode inner) {
    return new Frame(inner, this, -1, false);
  }

  /** An element of a list further in. */
  Frame element(JsonNode inner, int at, int count) {
    return new Frame(inner, this, at, at + 1 == count);
  }
}
