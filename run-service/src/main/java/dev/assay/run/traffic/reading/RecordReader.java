package dev.assay.run.traffic.reading;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.assay.common.error.ErrorCode;
import dev.assay.run.library.datasets.json.JsonFaults;
import dev.assay.run.library.datasets.json.Lines;
import dev.assay.run.platform.problem.JacksonProblems;
import dev.assay.run.platform.problem.Problem;
import dev.assay.run.platform.problem.ProblemException;
import dev.assay.run.platform.problem.Violation;
import dev.assay.run.platform.text.DoorJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads records of a body: one JSON object, a list of them, or one in each line. A record that is
 * wrong is named, and does not keep the others from being read.
 *
 * @param <T> what each is
 */
public final class RecordReader<T> {
  /** Most characters of one record. */
  static final int LONGEST = 16 * 1024 * 1024;

  // Of an element of a list more follows.
  private static final ObjectReader TREES =
      DoorJson.mapper().reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final Class<T> type;
  private final String list;
  private final int most;
  private final Function<T, Optional<Violation>> rule;

  /**
   * Of records of a type.
   *
   * @param list the name of the list in {@code {name: […]}}, which is taken for the list itself
   * @param most records of one body
   * @param rule what is wrong with one that could be read, if anything
   */
  public RecordReader(Class<T> type, String list, int most, Function<T, Optional<Violation>> rule) {
    this.type = type;
    this.list = list;
    this.most = most;
    this.rule = rule;
  }

  /**
   * Reads a body to its end; blocks.
   *
   * @param lines whether it has one record in each line
   * @throws ProblemException when there are too many, or the body cannot be read on at all
   */
  public Records<T> read(InputStream body, boolean lines) {
    try {
      return lines ? lines(body) : json(body);
    } catch (IOException e) {
      throw new ProblemException(
          ErrorCode.INVALID_REQUEST,
          "The body broke off or is not valid gzip; nothing was stored.");
    }
  }

  private Records<T> lines(InputStream body) throws IOException {
    Records<T> records = new Records<>();
    Lines lines = new Lines(new InputStreamReader(body, StandardCharsets.UTF_8), LONGEST);
    while (lines.next()) {
      long line = lines.number();
      if (lines.tooLong()) {
        records.rejected().line(line, "", "is longer than " + LONGEST + " characters");
      } else if (!lines.text().isBlank()) {
        line(records, line, lines.text());
      }
    }
    return records;
  }

  private void line(Records<T> records, long line, String text) {
    try {
      T record = DoorJson.mapper().readValue(text, type);
      take(records, record)
          .ifPresent(wrong -> records.rejected().line(line, wrong.field(), wrong.message()));
    } catch (JsonProcessingException e) {
      records.rejected().line(line, "", reason(e));
    }
  }

  private Records<T> json(InputStream body) throws IOException {
    Records<T> records = new Records<>();
    try (JsonParser parser = DoorJson.mapper().createParser(body)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        elements(records, parser);
      } else if (first != null) {
        object(records, TREES.readTree(parser));
      }
      if (first != null && parser.nextToken() != null) {
        throw new ProblemException(
            ErrorCode.MALFORMED_JSON,
            "There is more behind the JSON value; send records in lines as application/x-ndjson.");
      }
    } catch (JsonProcessingException e) {
      // Nobody can tell where the next record would begin.
      throw problem(e);
    }
    return records;
  }

  private void object(Records<T> records, JsonNode tree) {
    if (tree.path(list).isArray() && tree.size() == 1) {
      int index = 0;
      for (JsonNode element : tree.get(list)) {
        element(records, index++, element);
      }
    } else {
      element(records, 0, tree);
    }
  }

  private void elements(Records<T> records, JsonParser parser) throws IOException {
    for (int index = 0; parser.nextToken() != JsonToken.END_ARRAY; index++) {
      element(records, index, TREES.readTree(parser));
    }
  }

  private void element(Records<T> records, int index, JsonNode tree) {
    try {
      T record = DoorJson.mapper().treeToValue(tree, type);
      take(records, record)
          .ifPresent(wrong -> records.rejected().element(index, wrong.field(), wrong.message()));
    } catch (JsonProcessingException e) {
      Problem problem = JacksonProblems.of(e);
      Violation wrong =
          problem.violations().isEmpty()
              ? new Violation("", problem.detail())
              : problem.violations().get(0);
      records.rejected().element(index, wrong.field(), wrong.message());
    }
  }

  private Optional<Violation> take(Records<T> records, T record) {
    if (record == null) {
      return Optional.of(new Violation("", "is null and not an object"));
    }
    Optional<Violation> wrong = rule.apply(record);
    if (wrong.isEmpty()) {
      if (records.good().size() == most) {
        throw new ProblemException(
            ErrorCode.VALIDATION_FAILED,
            "At most " + most + " records at a time; send more requests.");
      }
      records.add(record);
    }
    return wrong;
  }

  private static String reason(JsonProcessingException e) {
    return e instanceof JsonMappingException
        ? JacksonProblems.of(e).detail()
        : "is " + JsonFaults.reason(e);
  }

  private static ProblemException problem(JsonProcessingException e) {
    Problem problem = JacksonProblems.of(e);
    return new ProblemException(
        ErrorCode.valueOf(problem.code()),
        problem.detail() + " Nothing was stored.",
        problem.violations());
  }
}
