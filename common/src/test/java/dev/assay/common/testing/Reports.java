package dev.assay.common.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * What public reports say went wrong in tools of this kind: {@code reports/*.jsonl} of a module,
 * one case a line. A case has the id of its report, with words behind a comma where there is more
 * than one.
 */
public final class Reports {
  private Reports() {}

  /**
   * The cases of a file.
   *
   * @param test a class of the module that has the file
   */
  public static List<JsonNode> of(Class<?> test, String file) {
    try (InputStream in = test.getResourceAsStream("/reports/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JsonText::json)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of a list in a case; none when there is no such list. */
  public static List<String> texts(JsonNode report, String field) {
    return StreamSupport.stream(report.path(field).spliterator(), false)
        .map(JsonNode::textValue)
        .toList();
  }
}
