package dev.assay.simulator.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.simulator.form.Wire;
import io.vertx.core.buffer.Buffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The models there are, in each provider's form. Any model may be asked; these are named. */
final class Lists {
  private static final String NAME = "simulated";
  private static final Pattern MODELS = Pattern.compile("/v1(beta)?/models(?:/([^/:]+))?");

  private Lists() {}

  /**
   * The answer to a path, null when it asks for no models.
   *
   * @param anthropic whether the client speaks that form
   */
  static Buffer at(String path, boolean anthropic) {
    Matcher matcher = MODELS.matcher(path);
    if (!matcher.matches()) {
      return null;
    }
    boolean gemini = matcher.group(1) != null;
    String one = matcher.group(2);
    if (one != null) {
      return Wire.bytes(model(one, gemini, anthropic));
    }
    ObjectNode list = Wire.object();
    ArrayNode models = list.putArray(gemini ? "models" : "data");
    models.add(model(NAME, gemini, anthropic));
    if (anthropic && !gemini) {
      list.put("has_more", false).put("first_id", NAME).put("last_id", NAME);
    } else if (!gemini) {
      list.put("object", "list");
    }
    return Wire.bytes(list);
  }

  private static ObjectNode model(String name, boolean gemini, boolean anthropic) {
    ObjectNode model = Wire.object();
    if (gemini) {
      model.put("name", "models/" + name).put("displayName", name).put("version", "1");
      model.put("inputTokenLimit", 1_000_000).put("outputTokenLimit", 65_536);
      model.putArray("supportedGenerationMethods").add("generateContent").add("embedContent");
      return model;
    }
    model.put("id", name);
    return anthropic
        ? model
            .put("type", "model")
            .put("display_name", name)
            .put("created_at", "2026-01-01T00:00:00Z")
        : model.put("object", "model").put("created", 0).put("owned_by", "assay");
  }
}
