package dev.assay.scoring.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Item, output and answer as CEL values: whole numbers that fit become int, others double. An
 * absent key is absent; an absent output is null.
 */
final class CelValues {
  /** The most text, in characters, that an expression may be given. */
  private static final int MOST_TEXT = 200_000;

  private int text;

  private CelValues() {}

  /**
   * The variables by name.
   *
   * @throws UnmeasurableException with {@link ErrorCode#INPUT_TOO_LARGE}
   */
  static Map<String, Object> of(ScorerInput input) {
    CelValues values = new CelValues();
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("item", values.value(Json.mapper().valueToTree(input.item())));
    Object output = input.output() == null ? NullValue.NULL_VALUE : values.value(input.output());
    variables.put("output", output);
    // the output stands in the answer as well, and is converted and counted once
    ObjectNode rest = Json.mapper().valueToTree(input.answer());
    rest.remove("output");
    Map<String, Object> answer = values.object(rest);
    answer.put("output", output);
    variables.put("answer", answer);
    return variables;
  }

  private Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(value(element)));
        yield list;
      }
      case STRING -> counted(node.textValue());
      case NUMBER ->
          node.isIntegralNumber() && node.canConvertToLong()
              ? (Object) node.longValue()
              : (Object) node.doubleValue();
      case BOOLEAN -> node.booleanValue();
      case NULL, MISSING, BINARY, POJO -> NullValue.NULL_VALUE;
    };
  }

  private Map<String, Object> object(JsonNode node) {
    Map<String, Object> map = new LinkedHashMap<>();
    node.properties().forEach(field -> map.put(field.getKey(), value(field.getValue())));
    return map;
  }

  private String counted(String value) {
    text += value.length();
    if (text > MOST_TEXT) {
      throw new UnmeasurableException(
          ErrorCode.INPUT_TOO_LARGE, "Item and answer are too large for an expression.");
    }
    return value;
  }
}
