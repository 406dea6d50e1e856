package dev.assay.run.platform.access.walk;

import static dev.assay.run.testing.TestApi.map;

import java.util.List;
import java.util.Map;

/** A trace as an exporter sends it in JSON. */
final class Spans {
  private Spans() {}

  /** One call of a model, whose input and output have the mark. */
  static Map<String, Object> one(String trace, String mark) {
    long at = System.currentTimeMillis() * 1_000_000;
    Map<String, Object> span =
        map(
            "traceId",
            trace,
            "spanId",
            trace.substring(0, 16),
            "name",
            "chat " + mark,
            "kind",
            3,
            "startTimeUnixNano",
            Long.toString(at),
            "endTimeUnixNano",
            Long.toString(at + 1_000_000),
            "attributes",
            List.of(
                attribute("gen_ai.operation.name", "chat"),
                attribute("gen_ai.request.model", mark),
                attribute("gen_ai.input.messages", messages("user", mark)),
                attribute("gen_ai.output.messages", messages("assistant", mark))));
    return map(
        "resourceSpans",
        List.of(
            map(
                "resource",
                map("attributes", List.of(attribute("service.name", mark))),
                "scopeSpans",
                List.of(map("spans", List.of(span))))));
  }

  private static String messages(String role, String text) {
    return Operation.json(
        List.of(map("role", role, "parts", List.of(map("type", "text", "content", text)))));
  }

  private static Map<String, Object> attribute(String key, String value) {
    return map("key", key, "value", map("stringValue", value));
  }
}
