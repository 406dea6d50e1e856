package dev.assay.run.traffic.otlp.dialects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What the application itself wanted to say of a span, wherever its instrumentation keeps it. */
final class Metadata {
  /** OpenInference has JSON in one attribute. */
  private static final String WHOLE = "metadata";

  private static final List<String> PREFIXES =
      List.of("ai.telemetry.metadata.", "traceloop.association.properties.");

  private Metadata() {}

  /** Takes it out of attributes. */
  static ObjectNode takenFrom(ObjectNode attributes) {
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    JsonNode whole = Values.read(attributes.get(WHOLE));
    if (whole != null && whole.isObject()) {
      metadata.setAll((ObjectNode) whole);
      attributes.remove(WHOLE);
    }
    for (Iterator<Map.Entry<String, JsonNode>> all = attributes.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> said = all.next();
      for (String prefix : PREFIXES) {
        if (said.getKey().startsWith(prefix)) {
          metadata.set(said.getKey().substring(prefix.length()), said.getValue());
          all.remove();
          break;
        }
      }
    }
    return metadata;
  }
}
