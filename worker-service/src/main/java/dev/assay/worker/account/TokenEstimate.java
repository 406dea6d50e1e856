package dev.assay.worker.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.part.ModelRequest;
import dev.assay.common.part.Usage;

/**
 * Guesses the tokens of a call before it is made: four characters of the prompt are one, and the
 * answer takes what the account's answers took on average so far, at most what the request allows.
 */
final class TokenEstimate {
  private static final int CHARS_PER_TOKEN = 4;

  /** About what providers charge for an image of ordinary size. */
  private static final int CHARS_PER_OTHER_PART = 3_000;

  private static final int UNKNOWN_OUTPUT = 500;
  private static final int ENOUGH = 20;
  private static final double WEIGHT = 0.05;
  private static final String[] MOST = {"max_tokens", "max_completion_tokens", "max_output_tokens"};

  private double average;
  private int answers;

  long of(ModelRequest request) {
    long chars = 0;
    for (ModelRequest.ChatMessage message : request.messages()) {
      chars += chars(message.content());
    }
    return chars / CHARS_PER_TOKEN + output(request);
  }

  void learn(Usage usage) {
    double output = usage.output();
    average = answers == 0 ? output : average + WEIGHT * (output - average);
    answers = Math.min(ENOUGH, answers + 1);
  }

  private long output(ModelRequest request) {
    if (request.operation() == ModelRequest.Operation.EMBEDDINGS) {
      return 0;
    }
    long most = most(request.params());
    if (answers >= ENOUGH) {
      return most == 0 ? Math.round(average) : Math.min(most, Math.round(average));
    }
    return most == 0 ? UNKNOWN_OUTPUT : most;
  }

  private static long most(JsonNode params) {
    if (params != null) {
      for (String name : MOST) {
        JsonNode value = params.get(name);
        if (value != null && value.canConvertToLong() && value.asLong() > 0) {
          return value.asLong();
        }
      }
    }
    return 0;
  }

  private static long chars(JsonNode content) {
    if (content == null) {
      return 0;
    }
    if (content.isTextual()) {
      return content.textValue().length();
    }
    long chars = 0;
    for (JsonNode part : content) {
      JsonNode text = part.get("text");
      chars += text != null && text.isTextual() ? text.textValue().length() : CHARS_PER_OTHER_PART;
    }
    return chars;
  }
}
