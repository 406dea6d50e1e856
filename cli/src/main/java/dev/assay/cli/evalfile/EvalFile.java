package dev.assay.cli.evalfile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An evaluation file as it is written, before anything is expanded.
 *
 * @param path of the file
 * @param content its one document, an object
 */
public record EvalFile(Path path, ObjectNode content) {
  private static final ObjectMapper YAML =
      JsonMapper.builder(
              YAMLFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // Only true and false are booleans: "no" and "on" are words people write.
                  .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(Json.MAX_DEPTH)
                          .maxStringLength(Json.MAX_STRING)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a file.
   *
   * @param path a file, or a folder with an {@code eval.yaml}
   * @throws UsageException when it is not there, not YAML, or not one object
   */
  public static EvalFile read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve("eval.yaml") : path;
    try {
      JsonNode content = YAML.readTree(Files.readString(file));
      if (content instanceof ObjectNode object) {
        return new EvalFile(file.toAbsolutePath(), object);
      }
      throw new UsageException(
          file + " must be a mapping with fields such as target, dataset and scorers.");
    } catch (JsonProcessingException e) {
      throw new UsageException(file + " is not valid YAML: " + e.getOriginalMessage() + at(e), e);
    } catch (IOException e) {
      throw new UsageException("Cannot read " + file + " (" + e + ").", e);
    }
  }

  /**
   * One value as it would stand in the file, for {@code --set}.
   *
   * @param text such as {@code 0.5}, {@code true}, {@code [a, b]} or plain words
   */
  static JsonNode value(String text) {
    try {
      return text.isBlank() ? Json.mapper().getNodeFactory().textNode(text) : YAML.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UsageException(
          "Cannot read the value '" + text + "': " + e.getOriginalMessage(), e);
    }
  }

  private static String at(JsonProcessingException problem) {
    return problem.getLocation() == null
        ? ""
        : " (line "
            + problem.getLocation().getLineNr()
            + ", column "
            + problem.getLocation().getColumnNr()
            + ")";
  }
}
