package dev.assay.scoring.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.scoring.scorer.Outcome;
import java.util.Locale;
import java.util.Map;

/** Replies that pick one of a few letters, each worth a score. */
public final class Choices {
  /** The form of such a reply: reasoning first, so that the choice follows from it. */
  public static final JsonNode FORM =
      Form.of(
          """
          "reason": {"type": ["string", "null"]},
          "choice": {"type": "string", "maxLength": 20}
          """);

  private Choices() {}

  /**
   * The score of the choice. Outer white space and case do not matter; anything else does.
   *
   * @param meanings what each letter says, for the reason; may lack some
   */
  public static Outcome read(
      JsonNode reply, Map<String, Double> scores, Map<String, String> meanings) {
    String choice = reply.path("choice").asText().strip().toUpperCase(Locale.ROOT);
    Double score = scores.get(choice);
    if (score == null) {
      return new Outcome.Failed(
          ErrorCode.JUDGE_UNPARSABLE, "The judge chose none of the choices it was given.");
    }
    String said = reply.path("reason").isTextual() ? reply.get("reason").textValue() : "";
    String reason = (meanings.getOrDefault(choice, "") + " " + said).strip();
    return new Outcome.Measured(
        score,
        reason.isEmpty() ? null : reason,
        Json.mapper().createObjectNode().put("label", choice));
  }
}
