package dev.assay.scoring.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.primitives.UnsignedLong;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.json.Json;
import dev.assay.scoring.scorer.ScorerInput;
import dev.assay.scoring.scorer.UnmeasurableException;
import dev.cel.common.values.NullValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Item, output and answer as CEL values: whole numbers become int or uint, others double. An absent
 * key is absent; an absent output is null.
 */
final class CelValues {
  /** The most characters, and the most values, that an expression may be given. */
  private static final int MOST = 200_000;

  private int text;
  private int values;

  private CelValues() {}

  /**
   * The variables by name. {@code answer.output} is the answer as it came.
   *
   * @param output what the expression sees as {@code output}, null when absent
   * @throws UnmeasurableException with {@link ErrorCode#INPUT_TOO_LARGE}
   */
  static Map<String, Object> of(ScorerInput input, JsonNode output) {
    CelValues values = new CelValues();
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("item", values.value(Json.mapper().valueToTree(input.item())));
    Object seen = output == null ? NullValue.NULL_VALUE : values.value(output);
    variables.put("output", seen);
    ObjectNode rest = Json.mapper().valueToTree(input.answer());
    rest.remove("output");
    Map<String, Object> answer = values.object(rest);
    boolean same = output == input.output();
    // the same output is converted and counted once
    answer.put("output", same ? seen : values.value(input.output()));
    variables.put("answer", answer);
    return variables;
  }

  private Object value(JsonNode node) {
    values++;
    bound();
    return switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(value(element)));
        yield list;
      }
      case STRING -> counted(node.textValue());
      case NUMBER ->
          !node.isIntegralNumber()
              ? (Object) node.doubleValue()
              : node.canConvertToLong() ? (Object) node.longValue() : beyondLong(node);
      case BOOLEAN -> node.booleanValue();
      case NULL, MISSING, BINARY, POJO -> NullValue.NULL_VALUE;
    };
  }

  /** Ids of 64 bits keep their digits as uint; CEL has nothing for whole numbers beyond. */
  private static Object beyondLong(JsonNode node) {
    BigInteger value = node.bigIntegerValue();
    return value.signum() > 0 && value.bitLength() <= Long.SIZE
        ? (Object) UnsignedLong.valueOf(value)
        : (Object) node.doubleValue();
  }

  private Map<String, Object> object(JsonNode node) {
    Map<String, Object> map = new LinkedHashMap<>();
    node.properties().forEach(field -> map.put(counted(field.getKey()), value(field.getValue())));
    return map;
  }

  private String counted(String value) {
    text += value.length();
    bound();
    return value;
  }

  private void bound() {
    if (text > MOST || values > MOST) {
      throw new UnmeasurableException(
          ErrorCode.INPUT_TOO_LARGE, "Item and answer are too large for an expression.");
    }
  }
}
