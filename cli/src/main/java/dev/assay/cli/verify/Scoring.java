package dev.assay.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Whoever makes scores again. */
interface Scoring extends AutoCloseable {
  /** The descriptor of a scorer, null when there is none of that id. */
  JsonNode descriptor(String id);

  /**
   * Scores cases.
   *
   * @param scorers as in a run's definition
   * @param cases {@code {item, answer, scores?, replies}}, the replies of judges by scorer key
   * @return {@code {scores, unproven?}} per case, in their order: of a judge either the score, or
   *     why its replies do not lead to one
   * @throws IOException when it is gone
   */
  JsonNode score(ArrayNode scorers, List<ObjectNode> cases) throws IOException;

  @Override
  void close() throws IOException;

  /** Makes one ready. */
  @FunctionalInterface
  interface Start {
    Scoring start() throws IOException;
  }
}
