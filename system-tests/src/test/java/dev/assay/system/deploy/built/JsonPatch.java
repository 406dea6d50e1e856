package dev.assay.system.deploy.built;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Patches of RFC 6902, with which tests spoil documents. */
public final class JsonPatch {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JsonPatch() {}

  /**
   * Changes a document.
   *
   * @throws io.fabric8.zjsonpatch.JsonPatchApplicationException when there is nothing at a place
   *     that is to be changed
   */
  public static void apply(List<Map<String, Object>> patch, Map<String, Object> document) {
    JsonNode changed =
        io.fabric8.zjsonpatch.JsonPatch.apply(JSON.valueToTree(patch), JSON.valueToTree(document));
    Map<String, Object> content =
        JSON.convertValue(changed, new TypeReference<LinkedHashMap<String, Object>>() {});
    document.clear();
    document.putAll(content);
  }
}
