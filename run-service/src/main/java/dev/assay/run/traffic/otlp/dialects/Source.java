package dev.assay.run.traffic.otlp.dialects;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where something may stand.
 *
 * @param key name of the attribute
 * @param form in which it stands there
 * @param pointer to the value within JSON, empty for the whole
 */
record Source(String key, Form form, String pointer) {
  /** In which form a value stands in attributes. */
  enum Form {
    /** As the value itself, or as JSON in a text. */
    VALUE,
    /** As a list laid flat: {@code key.0.…, key.1.…}. */
    INDEXED,
    /** As a value of the process. */
    RESOURCE
  }

  static Source at(String key) {
    return new Source(key, Form.VALUE, "");
  }

  /** A member of the JSON in an attribute. */
  static Source within(String key, String pointer) {
    return new Source(key, Form.VALUE, pointer);
  }

  static Source indexed(String key) {
    return new Source(key, Form.INDEXED, "");
  }

  static Source resource(String key) {
    return new Source(key, Form.RESOURCE, "");
  }

  /** What stands there; null for nothing. */
  JsonNode in(Attributes attributes) {
    JsonNode value =
        switch (form) {
          case VALUE -> attributes.own(key);
          case INDEXED -> attributes.indexed(key);
          case RESOURCE -> attributes.resource(key);
        };
    return pointer.isEmpty() || value == null ? value : Values.some(Values.read(value).at(pointer));
  }
}
