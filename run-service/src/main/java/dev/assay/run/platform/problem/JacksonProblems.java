package dev.assay.run.platform.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.common.json.Malformed;
import dev.assay.common.words.DidYouMean;
import dev.assay.run.platform.text.UnstorableTextException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says what is wrong with JSON that could not be read, in words of the API and not of Java. */
public final class JacksonProblems {
  private JacksonProblems() {}

  /** The problem that fits what Jackson threw. */
  public static Problem of(JsonProcessingException e) {
    Throwable root = e;
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof ProblemException problem) {
        return Problem.of(problem);
      }
      if (at instanceof UnstorableTextException text) {
        return unstorable(text);
      }
      if (at instanceof StreamConstraintsException limits) {
        return tooMuch(limits);
      }
      if (at instanceof JsonProcessingException json && Malformed.givenTwice(json) != null) {
        return twice(json);
      }
      root = at;
    }
    if (e instanceof UnrecognizedPropertyException unknown) {
      return unknownField(unknown);
    }
    if (e instanceof MismatchedInputException mismatch) {
      return mismatch(mismatch);
    }
    if (e instanceof JsonMappingException mapping
        && root != e
        && !(root instanceof JsonProcessingException)) {
      return refused(mapping, root);
    }
    return malformed(e);
  }

  /** Where in a body Jackson is, as {@code scorers[1].threshold}; empty for the body itself. */
  static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static Problem malformed(JsonProcessingException e) {
    return Problem.of(
        ErrorCode.MALFORMED_JSON,
        "The body is not valid JSON" + where(e.getLocation()) + ": " + Malformed.said(e) + ".");
  }

  private static Problem twice(JsonProcessingException e) {
    String field = Malformed.givenTwice(e);
    return Problem.of(
        ErrorCode.VALIDATION_FAILED,
        "The field " + field + " is given twice" + where(e.getLocation()) + "; give it once.",
        List.of(new Violation(field, "is given twice")));
  }

  private static Problem unstorable(UnstorableTextException e) {
    String message = e.getOriginalMessage();
    return Problem.of(
        ErrorCode.VALIDATION_FAILED,
        (e.field().isEmpty() ? "The body " : "The field " + e.field() + " ")
            + message
            + where(e.getLocation())
            + ".",
        List.of(new Violation(e.field(), message)));
  }

  private static Problem tooMuch(StreamConstraintsException e) {
    String text = Objects.toString(e.getMessage(), "");
    if (text.contains("nesting depth")) {
      return Problem.of(
          ErrorCode.JSON_TOO_DEEP,
          "The JSON is nested deeper than " + Json.MAX_DEPTH + where(e.getLocation()) + ".");
    }
    if (text.contains("Token count")) {
      return Problem.of(
          ErrorCode.VALIDATION_FAILED,
          "The JSON has more than " + Json.MAX_TOKENS + " values, names and brackets in all.");
    }
    return Problem.of(
        ErrorCode.VALIDATION_FAILED,
        "A string or number in the JSON is too long"
            + where(e.getLocation())
            + "; strings may have "
            + Json.MAX_STRING
            + " characters.");
  }

  private static Problem unknownField(UnrecognizedPropertyException e) {
    String known =
        e.getKnownPropertyIds() == null
            ? ""
            : e.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "));
    List<String> names =
        e.getKnownPropertyIds() == null
            ? List.of()
            : e.getKnownPropertyIds().stream().map(String::valueOf).toList();
    String meant = DidYouMean.ask(e.getPropertyName(), names);
    String sentence = "The field " + path(e) + " is not known; known are: " + known + "." + meant;
    return Problem.of(
        ErrorCode.UNKNOWN_FIELD,
        sentence,
        List.of(new Violation(path(e), "unknown field" + (meant.isEmpty() ? "" : "." + meant))));
  }

  private static Problem mismatch(MismatchedInputException e) {
    String message;
    if (e instanceof InvalidNullException) {
      message = "must not be null";
    } else if (e.getTargetType() != null && e.getTargetType().isEnum()) {
      message = "must be one of " + constants(e.getTargetType()) + meant(e);
    } else if (e instanceof InvalidFormatException format) {
      message = "must be " + expected(e.getTargetType()) + got(format.getValue());
    } else {
      message = "must be " + expected(e.getTargetType());
    }
    String field = path(e);
    return Problem.of(
        ErrorCode.VALIDATION_FAILED,
        (field.isEmpty() ? "The body " : "The field " + field + " ")
            + message
            + (message.endsWith("?") ? "" : "."),
        List.of(new Violation(field, message)));
  }

  private static Problem refused(JsonMappingException e, Throwable root) {
    String message = Objects.toString(root.getMessage(), "is not valid");
    return Problem.of(
        ErrorCode.VALIDATION_FAILED,
        "The field " + path(e) + " is not valid: " + message + ".",
        List.of(new Violation(path(e), message)));
  }

  /** As the end of a sentence without its full stop. */
  private static String meant(MismatchedInputException e) {
    if (!(e instanceof InvalidFormatException format) || !(format.getValue() instanceof String)) {
      return "";
    }
    List<String> known =
        Arrays.stream(e.getTargetType().getEnumConstants())
            .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
            .toList();
    String nearest = DidYouMean.nearest((String) format.getValue(), known);
    return nearest == null ? "" : "; did you mean " + nearest + "?";
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static String expected(Class<?> type) {
    if (type == null) {
      return "of another type";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false without quotes";
    }
    if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
      return "a whole number, such as 5";
    }
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "a number, such as 0.5";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a string in quotes";
    }
    if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
      return "an array";
    }
    if (type.getName().startsWith("java.time.")) {
      return "a time in ISO 8601, such as 2026-01-31T12:00:00Z";
    }
    return type == UUID.class ? "a UUID" : "an object";
  }

  /** What stood there instead, as it is written in JSON. */
  private static String got(Object value) {
    String quote = value instanceof String ? "\"" : "";
    return "; got " + quote + shortened(value) + quote;
  }

  private static String where(JsonLocation at) {
    return at == null || at.getLineNr() < 0
        ? ""
        : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static String shortened(Object value) {
    String text = String.valueOf(value);
    return text.length() <= 200 ? text : text.substring(0, 200) + "…";
  }
}
