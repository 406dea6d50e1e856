package dev.assay.run.library.datasets.items;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import dev.assay.run.library.datasets.reading.BadLines;
import dev.assay.run.library.datasets.reading.ItemFields;
import dev.assay.run.library.datasets.reading.ParsedItem;
import dev.assay.run.library.datasets.upload.TestReaders;
import dev.assay.run.library.datasets.upload.Upload;
import dev.assay.run.library.datasets.upload.UploadFormat;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A version that is exported and imported again has the same items, in every format. */
class ItemIdentityTest {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings()
            .withChars("ab1 ,;\"'\r\n\t=+-@\u00a0\u2007\ufeffé漢\\[]{}:")
            .ofMaxLength(8),
        Arbitraries.of(
            "",
            " ",
            "\u00a0",
            "null",
            "true",
            "5",
            "007",
            "1.50",
            "[1,2]",
            "{\"a\":1}",
            "[",
            "=1+1",
            "-5",
            "'=1+1",
            "''-5",
            "'x",
            "@a",
            "+49",
            "\tx",
            "\rx",
            "sep=;",
            "NaN",
            "a,b",
            "\"",
            "\n"));
  }

  private static Arbitrary<JsonNode> values() {
    Arbitrary<JsonNode> leaves =
        Arbitraries.oneOf(
            texts().map(NODES::textNode),
            Arbitraries.of(
                NODES.nullNode(),
                NODES.booleanNode(true),
                NODES.booleanNode(false),
                NODES.numberNode(5),
                NODES.numberNode(-5),
                NODES.numberNode(new BigInteger("9007199254740993")),
                NODES.numberNode(new BigInteger("123456789012345678901234567890"))));
    return Arbitraries.lazyOf(
        () -> leaves,
        () -> leaves,
        () -> values().list().ofMaxSize(3).map(list -> NODES.arrayNode().addAll(list)),
        () ->
            Combinators.combine(texts(), values())
                .as((name, value) -> NODES.objectNode().set(name, value)));
  }

  private static Arbitrary<JsonNode> lists() {
    return values().list().ofMaxSize(3).map(list -> NODES.arrayNode().addAll(list));
  }

  private static Arbitrary<JsonNode> orNone(Arbitrary<? extends JsonNode> values) {
    return Arbitraries.oneOf(
        Arbitraries.of(NODES.missingNode(), NODES.nullNode()), values.map(value -> value));
  }

  @Provide
  Arbitrary<List<StoredItem>> versions() {
    Arbitrary<JsonNode> inputs =
        Arbitraries.oneOf(
            texts().map(NODES::textNode), lists(), values().filter(JsonNode::isObject));
    Arbitrary<String> names =
        Arbitraries.strings().withChars("ab ,\"'=-;é\u00a0").ofMaxLength(5).injectNull(0.3);
    Arbitrary<ObjectNode> bodies =
        Combinators.combine(
                inputs,
                Arbitraries.oneOf(Arbitraries.of(NODES.missingNode()), values()),
                orNone(lists()),
                orNone(Arbitraries.oneOf(lists(), texts().map(NODES::textNode))),
                orNone(lists()),
                orNone(texts().map(NODES::textNode)),
                orNone(values().filter(JsonNode::isObject)))
            .as(ItemIdentityTest::body);
    return Combinators.combine(names, names, bodies)
        .as((section, label, body) -> new StoredItem(0, "", section, label, body.toString()))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(ItemIdentityTest::numbered);
  }

  private static ObjectNode body(JsonNode... values) {
    List<String> fields =
        ItemFields.KNOWN.stream().filter(field -> !ItemFields.isColumn(field)).toList();
    ObjectNode body = NODES.objectNode();
    for (int i = 0; i < values.length; i++) {
      if (!values[i].isMissingNode()) {
        body.set(fields.get(i), values[i]);
      }
    }
    return body;
  }

  private static List<StoredItem> numbered(List<StoredItem> items) {
    List<String> ids = List.of("=a", "-", "'+x", "007");
    List<StoredItem> numbered = new ArrayList<>();
    for (StoredItem item : items) {
      int n = numbered.size();
      numbered.add(new StoredItem(n + 1, ids.get(n), item.section(), item.label(), item.body()));
    }
    return numbered;
  }

  private static String written(List<StoredItem> items, ItemFormat as) {
    Set<String> names = new LinkedHashSet<>();
    items.forEach(item -> tree(item.body()).fieldNames().forEachRemaining(names::add));
    UsedFields used =
        new UsedFields(
            names,
            items.stream().anyMatch(item -> "".equals(item.section())),
            items.stream().anyMatch(item -> "".equals(item.label())));
    ItemWriter writer = ItemWriter.of(as, used);
    StringBuilder text = new StringBuilder(writer.head());
    items.forEach(item -> text.append(writer.text(List.of(item))));
    return text.append(writer.tail()).toString();
  }

  private static List<ParsedItem> read(String text, ItemFormat as) {
    BadLines bad = new BadLines(10);
    List<ParsedItem> items = new ArrayList<>();
    TestReaders.reader()
        .read(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            Upload.of(UploadFormat.valueOf(as.name())),
            (number, line, item) -> items.add(item),
            bad);
    assertThat(bad.violations()).as(text).isEmpty();
    return items;
  }

  private static JsonNode tree(String json) {
    try {
      return Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static List<ParsedItem> parsed(List<StoredItem> items) {
    return items.stream()
        .map(item -> new ParsedItem(item.id(), item.section(), item.label(), item.body()))
        .toList();
  }

  @Property(tries = 1000)
  void shouldGiveTheSameItemsBack(
      @ForAll("versions") List<StoredItem> items, @ForAll ItemFormat as) {
    // When
    String text = written(items, as);

    // Then, to the last digit and in the same order of fields
    assertThat(read(text, as)).as(text).isEqualTo(parsed(items));
  }

  @ParameterizedTest
  @EnumSource
  void shouldKeepTheDigitsOfNumbers(ItemFormat as) {
    List<StoredItem> items =
        List.of(
            new StoredItem(
                1,
                "a",
                null,
                null,
                "{\"input\":{\"n\":1.0,\"m\":1e400,\"k\":-0.10},\"expected\":0.1000000000000000000001}"));
    assertThat(read(written(items, as), as)).isEqualTo(parsed(items));
  }

  @Test
  void shouldLeaveOutColumnsThatNobodyNeeds() {
    List<StoredItem> items = List.of(new StoredItem(1, "a", null, null, "{\"input\":\"q\"}"));
    assertThat(written(items, ItemFormat.CSV))
        .isEqualTo("id,section,label,input,input:json,expected,expected:json\r\na,,,q,,,\r\n");
  }
}
