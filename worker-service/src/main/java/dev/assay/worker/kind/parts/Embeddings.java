package dev.assay.worker.kind.parts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.assay.common.message.ModelCall;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.ModelRequest.ChatMessage;
import dev.assay.common.part.Usage;
import dev.assay.worker.kind.AnswerDraft;
import dev.assay.worker.kind.Decoded;
import java.util.List;

/** Vectors of texts: what goes out and what comes back. */
public final class Embeddings {
  private Embeddings() {}

  /** Whether a call asks for vectors. */
  public static boolean wanted(ModelCall call) {
    return call.request().operation() == ModelRequest.Operation.EMBEDDINGS;
  }

  /**
   * The texts of a call, one per message, in order.
   *
   * @throws dev.assay.worker.kind.UnusableProviderException when a content is more than text
   */
  public static ArrayNode texts(ModelCall call) {
    ArrayNode texts = JsonNodeFactory.instance.arrayNode();
    for (ChatMessage message : call.request().messages()) {
      for (Part part : Part.of(message.content())) {
        if (part.type() != Part.Type.TEXT) {
          throw Params.cannot(
              call.provider(), "makes embeddings of text only; leave out parts of another type");
        }
      }
      texts.add(Part.text(message.content()));
    }
    return texts;
  }

  /**
   * The answer.
   *
   * @param vectors in the order of the texts
   * @param expected how many texts there were
   */
  public static Decoded answer(
      List<JsonNode> vectors, int expected, Usage usage, String model, String id) {
    if (vectors.size() != expected) {
      return new Decoded.Unreadable("there are not as many vectors as texts");
    }
    ArrayNode output = JsonNodeFactory.instance.arrayNode(expected);
    for (JsonNode vector : vectors) {
      if (!numbers(vector)) {
        return new Decoded.Unreadable("an embedding is not an array of numbers");
      }
      output.add(vector);
    }
    return new Decoded.Answered(new AnswerDraft(output, null, null, null, null, usage, model, id));
  }

  private static boolean numbers(JsonNode vector) {
    if (!vector.isArray() || vector.isEmpty()) {
      return false;
    }
    for (JsonNode number : vector) {
      if (!number.isNumber()) {
        return false;
      }
    }
    return true;
  }
}
