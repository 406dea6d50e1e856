package dev.assay.cli.evalfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cli.evalfile.Yaml.BadYamlException;
import dev.assay.common.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns nodes of YAML, in which merges are done already, into JSON, number by number exactly. */
final class YamlTree {
  private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);

  /** An id is a name: {@code 007} keeps its zeros. */
  private static final String ID = "id";

  /** Aliases of aliases can make a small file immense. */
  private static final int MOST_NODES = 1_000_000;

  private static final int LONGEST_NUMBER = 1_000;

  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int nodes;

  /** The JSON of a node with all that is below it. */
  JsonNode of(Node node) throws BadYamlException {
    nodes++;
    if (nodes > MOST_NODES) {
      throw bad("its aliases make more than " + MOST_NODES + " values", node);
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    if (!open.add(node)) {
      throw bad("an alias stands within what it means", node);
    }
    JsonNode tree = node instanceof MappingNode mapping ? mapping(mapping) : sequence(node);
    open.remove(node);
    return tree;
  }

  private ArrayNode sequence(Node node) throws BadYamlException {
    if (!(node instanceof SequenceNode sequence) || !Tag.SEQ.equals(node.getTag())) {
      throw bad("the tag " + node.getTag() + " is not known", node);
    }
    ArrayNode array = NODES.arrayNode();
    for (Node element : sequence.getValue()) {
      array.add(of(element));
    }
    return array;
  }

  private ObjectNode mapping(MappingNode mapping) throws BadYamlException {
    if (!Tag.MAP.equals(mapping.getTag())) {
      throw bad("the tag " + mapping.getTag() + " is not known", mapping);
    }
    ObjectNode tree = NODES.objectNode();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = key(tuple.getKeyNode());
      if (tree.has(key)) {
        throw bad("the key " + key + " is given twice", tuple.getKeyNode());
      }
      tree.set(
          key,
          key.equals(ID) && tuple.getValueNode() instanceof ScalarNode scalar
              ? name(scalar)
              : of(tuple.getValueNode()));
    }
    return tree;
  }

  private static String key(Node key) throws BadYamlException {
    if (key instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw bad("a key must be a text", key);
  }

  private JsonNode name(ScalarNode scalar) throws BadYamlException {
    JsonNode value = of(scalar);
    return value.isNull() ? value : NODES.textNode(scalar.getValue());
  }

  private static JsonNode scalar(ScalarNode scalar) throws BadYamlException {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (Tag.STR.equals(tag)) {
      if (text.length() > Json.MAX_STRING) {
        throw bad("a text is longer than " + Json.MAX_STRING + " characters", scalar);
      }
      return NODES.textNode(text);
    }
    if (Tag.NULL.equals(tag)) {
      return NODES.nullNode();
    }
    if (Tag.BOOL.equals(tag)) {
      return NODES.booleanNode(Boolean.parseBoolean(text));
    }
    if (text.length() <= LONGEST_NUMBER && (Tag.INT.equals(tag) || Tag.FLOAT.equals(tag))) {
      try {
        return Tag.INT.equals(tag) ? whole(text) : decimal(text);
      } catch (NumberFormatException e) {
        throw bad(text + " is no number that JSON can say", scalar);
      }
    }
    throw bad("the tag " + tag + " is not known", scalar);
  }

  private static JsonNode whole(String text) {
    BigInteger value =
        text.startsWith("0o")
            ? new BigInteger(text.substring(2), 8)
            : text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    if (value.bitLength() < Integer.SIZE) {
      return NODES.numberNode(value.intValue());
    }
    return value.bitLength() < Long.SIZE
        ? NODES.numberNode(value.longValue())
        : NODES.numberNode(value);
  }

  /** A double where that has the same digits; otherwise every digit is kept. */
  private static JsonNode decimal(String text) {
    double value = Double.parseDouble(text);
    return Double.toString(value).equals(text)
        ? NODES.numberNode(value)
        : NODES.numberNode(new BigDecimal(text));
  }

  private static BadYamlException bad(String problem, Node node) {
    return new BadYamlException(problem, node.getStartMark());
  }
}
