package dev.assay.run.platform.text;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;

/** JSON with a text or a number that cannot be kept as it is. */
public final class UnstorableTextException extends JsonProcessingException {
  private static final long serialVersionUID = 1L;

  private final String field;

  UnstorableTextException(String field, String wrong, JsonLocation at) {
    super(wrong, at);
    this.field = field;
  }

  /** Where in the body, as {@code scorers[1].key}; empty for the body itself. */
  public String field() {
    return field;
  }
}
