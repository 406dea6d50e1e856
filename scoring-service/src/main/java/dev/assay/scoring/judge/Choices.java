package dev.assay.scoring.judge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.json.Json;
import dev.assay.scoring.scorer.Outcome;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Replies that pick one of a few letters, each worth a score. */
public final class Choices {
  private Choices() {}

  /** The form of a reply that picks one of these: reasoning first, so that the choice follows. */
  public static JsonNode form(Set<String> letters) {
    return Form.of(
        """
        "reason": {"type": ["string", "null"]},
        "choice": {"type": "string", "enum": ["%s"]}
        """
            .formatted(String.join("\", \"", new TreeSet<>(letters))));
  }

  /**
   * The score of the choice, of a reply that fits the form.
   *
   * @param meanings what each letter says, for the reason; may lack some
   */
  public static Outcome read(
      JsonNode reply, Map<String, Double> scores, Map<String, String> meanings) {
    String choice = reply.get("choice").textValue();
    String said = reply.path("reason").isTextual() ? reply.get("reason").textValue() : "";
    String reason = (meanings.getOrDefault(choice, "") + " " + said).strip();
    return new Outcome.Measured(
        scores.get(choice),
        reason.isEmpty() ? null : reason,
        Json.mapper().createObjectNode().put("label", choice));
  }
}
