package dev.assay.cli.evalfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.common.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 by its core schema: {@code true} and {@code false} are the only booleans, {@code
 * 010} is ten, {@code 12:30}, {@code 2024-01-05} and {@code 1_000} are texts. Anchors, aliases and
 * merge keys are followed.
 */
final class Yaml {
  private static final LoadSettings CORE =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setCodePointLimit(Integer.MAX_VALUE)
          // So that they are refused with their place.
          .setAllowNonScalarKeys(true)
          .build();

  private Yaml() {}

  /** The text is not YAML, or holds what JSON cannot say; the message says where. */
  static final class BadYamlException extends Exception {
    private static final long serialVersionUID = 1L;

    BadYamlException(String problem, Optional<Mark> at) {
      super(
          problem
              + at.map(
                      mark ->
                          " (line "
                              + (mark.getLine() + 1)
                              + ", column "
                              + (mark.getColumn() + 1)
                              + ")")
                  .orElse(""));
    }
  }

  /**
   * Reads one document.
   *
   * @return a missing node when there is none
   */
  static JsonNode read(String text) throws BadYamlException {
    try {
      String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
      checkDepth(plain);
      List<Node> documents = new ArrayList<>();
      new Compose(CORE).composeAllFromString(plain).forEach(documents::add);
      if (documents.size() > 1) {
        throw new BadYamlException("there is a second document", documents.get(1).getStartMark());
      }
      return documents.isEmpty() ? MissingNode.getInstance() : new YamlTree().of(documents.get(0));
    } catch (MarkedYamlEngineException e) {
      throw new BadYamlException(e.getProblem(), e.getProblemMark());
    } catch (YamlEngineException e) {
      throw new BadYamlException(e.getMessage(), Optional.empty());
    }
  }

  /** Before trees are made of it, which takes a frame of the stack for each level. */
  private static void checkDepth(String text) throws BadYamlException {
    int depth = 0;
    for (Event event : new Parse(CORE).parseString(text)) {
      depth +=
          switch (event.getEventId()) {
            case MappingStart, SequenceStart -> 1;
            case MappingEnd, SequenceEnd -> -1;
            case Alias, Comment, DocumentEnd, DocumentStart, Scalar, StreamEnd, StreamStart -> 0;
          };
      if (depth > Json.MAX_DEPTH) {
        throw new BadYamlException(
            "it is nested deeper than " + Json.MAX_DEPTH, event.getStartMark());
      }
    }
  }
}
