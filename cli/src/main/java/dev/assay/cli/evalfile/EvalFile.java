package dev.assay.cli.evalfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.terminal.FileTrouble;
import dev.assay.cli.terminal.UsageException;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * An evaluation file as it is written, before anything is expanded.
 *
 * @param path of the file
 * @param content its one document, an object
 */
public record EvalFile(Path path, ObjectNode content) {
  /**
   * Reads a file.
   *
   * @param path a file, or a folder with an {@code eval.yaml}
   * @throws UsageException when it is not there, not YAML, or not one object
   */
  public static EvalFile read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve("eval.yaml") : path;
    try {
      if (Yaml.read(Files.readString(file)) instanceof ObjectNode object) {
        return new EvalFile(file.toAbsolutePath(), object);
      }
      throw new UsageException(
          file + " must be a mapping with fields such as target, dataset and scorers.");
    } catch (Yaml.BadYamlException e) {
      throw new UsageException(file + " is not valid YAML: " + e.getMessage(), e);
    } catch (CharacterCodingException e) {
      throw new UsageException(file + " is not UTF-8; save it as UTF-8.", e);
    } catch (NoSuchFileException e) {
      throw new UsageException(
          "There is no file " + file + "; looked for " + file.toAbsolutePath().normalize() + ".",
          e);
    } catch (IOException e) {
      throw new UsageException("Cannot read " + file + " (" + FileTrouble.said(e) + ").", e);
    }
  }

  /**
   * One value as it would stand in the file, for {@code --set}.
   *
   * @param text such as {@code 0.5}, {@code true}, {@code [a, b]} or plain words
   */
  static JsonNode value(String text) {
    try {
      return text.isBlank() ? Json.mapper().getNodeFactory().textNode(text) : Yaml.read(text);
    } catch (Yaml.BadYamlException e) {
      throw new UsageException("Cannot read the value '" + text + "': " + e.getMessage(), e);
    }
  }
}
