package dev.assay.run.platform.paging;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.run.platform.problem.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where a list goes on: the values of the order's columns of the last row given, opaque to callers.
 *
 * @param values as text, in the order of the columns
 */
public record Cursor(List<String> values) {

  /** Of the last row's values, each as its {@code toString}. */
  public static Cursor after(Object... values) {
    return new Cursor(Arrays.stream(values).map(String::valueOf).toList());
  }

  /** As a caller sends it back; fails with INVALID_REQUEST when it is not one of ours. */
  public static Cursor decode(String text, int columns) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(text);
      String[] values = Json.strict().readValue(json, String[].class);
      if (values == null
          || values.length != columns
          || Stream.of(values).anyMatch(v -> v == null)) {
        throw foreign();
      }
      return new Cursor(List.of(values));
    } catch (IllegalArgumentException | IOException e) {
      throw foreign();
    }
  }

  /** This cursor, when its first value is this; fails with INVALID_REQUEST when it is another. */
  public Cursor of(String list) {
    if (!values.get(0).equals(list)) {
      throw foreign();
    }
    return this;
  }

  /** For {@code next_cursor}. */
  public String encode() {
    try {
      byte[] json = Json.strict().writeValueAsString(values).getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings are always JSON", e);
    }
  }

  /** The value at an index as a UUID; fails with INVALID_REQUEST when it is none. */
  public UUID uuid(int index) {
    try {
      return UUID.fromString(values.get(index));
    } catch (IllegalArgumentException e) {
      throw foreign();
    }
  }

  /** The value at an index as a number; fails with INVALID_REQUEST when it is none. */
  public long number(int index) {
    try {
      return Long.parseLong(values.get(index));
    } catch (NumberFormatException e) {
      throw foreign();
    }
  }

  /** The value at an index as a decimal; fails with INVALID_REQUEST when it is none. */
  public double decimal(int index) {
    try {
      return Double.parseDouble(values.get(index));
    } catch (NumberFormatException e) {
      throw foreign();
    }
  }

  /** The value at an index as a time; fails with INVALID_REQUEST when it is none. */
  public OffsetDateTime time(int index) {
    try {
      return Conditions.within(OffsetDateTime.parse(values.get(index)));
    } catch (DateTimeException e) {
      throw foreign();
    }
  }

  private static ProblemException foreign() {
    return new ProblemException(
        ErrorCode.INVALID_REQUEST,
        "The cursor is not one that this list gave; start again without a cursor.");
  }
}
