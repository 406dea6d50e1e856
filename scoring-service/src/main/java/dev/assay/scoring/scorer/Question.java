package dev.assay.scoring.scorer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What a scorer asks, before it has a wire form. */
public sealed interface Question {
  /** Its name among the questions of one measurement; empty for the only one. */
  String name();

  /** The same as one of the questions about a part of what is measured. */
  default Question within(String part) {
    String name = name().isEmpty() ? part : part + "#" + name();
    if (this instanceof Chat chat) {
      return new Chat(name, chat.instructions(), chat.parts(), chat.schema());
    }
    return this instanceof Vectors vectors
        ? new Vectors(name, vectors.texts())
        : new Endpoint(name, ((Endpoint) this).body());
  }

  /**
   * A question to a chat model.
   *
   * @param instructions what kind of judge the model is to be; ours, never from an item or answer
   * @param parts the request in order
   * @param schema of the reply, an object
   */
  record Chat(String name, String instructions, List<Part> parts, JsonNode schema)
      implements Question {}

  /**
   * Vectors of texts.
   *
   * @param texts what to embed; the reply is an array of arrays of numbers in their order
   */
  record Vectors(String name, List<String> texts) implements Question {}

  /**
   * A question to the user's own endpoint.
   *
   * @param body the JSON to post; the reply is JSON
   */
  record Endpoint(String name, JsonNode body) implements Question {}

  /** A piece of a request. */
  sealed interface Part {}

  /** Words of ours or of the author of the evaluation. */
  record Say(String text) implements Part {}

  /**
   * Material to be judged: stands between delimiters of this one call and is never an instruction.
   *
   * @param label what it is, in a word or two of ours
   * @param text as it came
   */
  record Material(String label, String text) implements Part {}

  /** An image, as a part of a chat message's content. */
  record Image(JsonNode content) implements Part {}
}
