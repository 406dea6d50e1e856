package dev.assay.cli.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The scorers of a capsule's definition, by what can be done about them here.
 *
 * @param keys of all scorers
 * @param rescorable specifications of those that give the same score for the same answer and the
 *     same replies
 * @param rescorableKeys their keys
 * @param judged keys of those that ask a model: what it replied stands on their scores
 */
record Definition(
    Set<String> keys, ArrayNode rescorable, Set<String> rescorableKeys, Set<String> judged) {

  static Definition read(Capsule capsule, Scoring scoring, Findings findings) throws IOException {
    JsonNode spec = Raw.field(capsule.document("definition.json"), "spec");
    Set<String> keys = new LinkedHashSet<>();
    ArrayNode rescorable = Json.mapper().createArrayNode();
    Set<String> rescorableKeys = new LinkedHashSet<>();
    Set<String> judged = new LinkedHashSet<>();
    for (JsonNode scorer : spec.path("scorers")) {
      String id = scorer.path("id").asText();
      String key = scorer.path("key").asText(id);
      keys.add(key);
      JsonNode descriptor = scoring.descriptor(id);
      if (descriptor == null) {
        String why = "this installation has no scorer " + id;
        findings.notRescored(key, why);
        findings.differs("score", null, key, "scorer " + id, why);
      } else {
        rescorable.add(scorer);
        rescorableKeys.add(key);
        if (asksSomebody(descriptor)) {
          judged.add(key);
        }
      }
    }
    return new Definition(keys, rescorable, rescorableKeys, judged);
  }

  private static boolean asksSomebody(JsonNode descriptor) {
    for (JsonNode need : descriptor.path("needs")) {
      if (need.asText().equals("judge")) {
        return true;
      }
    }
    return false;
  }
}
