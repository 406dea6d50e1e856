package dev.assay.scoring.ecma;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.json.EcmaNumber;
import dev.assay.scoring.Scoring;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcmaTest {
  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, 0",
    "1.0, 1",
    "-1.5, -1.5",
    "1e21, 1e+21",
    "1e20, 100000000000000000000",
    "123456789012345680000, 123456789012345680000",
    "1e-7, 1e-7",
    "1e-6, 0.000001",
    "9.5e-7, 9.5e-7",
    "0.1, 0.1",
    "0.30000000000000004, 0.30000000000000004",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "5.684341886080802e-14, 5.684341886080802e-14",
    "2e23, 2e+23",
    "9007199254740992, 9007199254740992",
    "9007199254740994, 9007199254740994",
    "-1.2e-10, -1.2e-10",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void shouldWriteNumbersAsEcmaScriptDoes(double value, String text) {
    assertThat(EcmaNumber.toText(value)).isEqualTo(text);
  }

  @Property
  void shouldWriteNumbersThatReadBackTheSame(@ForAll double value) {
    assertThat(Double.parseDouble(EcmaNumber.toText(value)) + 0.0).isEqualTo(value + 0.0);
  }

  @Property
  void shouldWriteNoMoreDigitsThanNeeded(@ForAll long bits) {
    double value = Double.longBitsToDouble(bits);
    assertThat(digits(EcmaNumber.toText(value)))
        .isLessThanOrEqualTo(digits(Double.toString(value)));
  }

  private static long digits(String text) {
    return text.replaceAll("[eE].*", "")
        .replaceAll("[^0-9]", "")
        .replaceAll("^0+|0+$", "")
        .length();
  }

  @Test
  void shouldPutIntegerLikeKeysFirstInAscendingOrder() {
    // Given
    var value =
        Scoring.json(
            "{\"b\":1,\"10\":2,\"a\":3,\"2\":4,\"01\":5,\"4294967294\":6,\"4294967295\":7,\"-1\":8}");
    // When / Then
    assertThat(EcmaJson.stringify(value))
        .isEqualTo(
            "{\"2\":4,\"10\":2,\"4294967294\":6,\"b\":1,\"a\":3,\"01\":5,\"4294967295\":7,\"-1\":8}");
    assertThat(EcmaJson.stringifySorted(Scoring.json("{\"b\":1,\"10\":2,\"a\":3}")))
        .isEqualTo("{\"10\":2,\"a\":3,\"b\":1}");
  }

  @Test
  void shouldEscapeAsJsonStringifyDoes() {
    // Given
    String text = "\"\\\b\f\n\r\t\u0001\u007f/\u2028é\uD83D\uDE00\uD800x\uDC00";
    // When / Then
    assertThat(EcmaJson.stringify(TextNode.valueOf(text)))
        .isEqualTo("\"\\\"\\\\\\b\\f\\n\\r\\t\\u0001\u007f/\u2028é\uD83D\uDE00\\ud800x\\udc00\"");
  }

  @Test
  void shouldWriteWhatIsNoNumberAsNullInJsonAndByNameAsText() {
    var nan = JsonNodeFactory.instance.numberNode(Double.NaN);
    assertThat(EcmaJson.stringify(JsonNodeFactory.instance.arrayNode().add(nan)))
        .isEqualTo("[null]");
    assertThat(EcmaText.of(nan)).isEqualTo("NaN");
  }

  @Test
  void shouldTellAbsentFromNull() {
    assertThat(EcmaText.of(null)).isEqualTo("undefined");
    assertThat(EcmaText.of(JsonNodeFactory.instance.nullNode())).isEqualTo("null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"a\":1} x", "[1,]", "01", "NaN", "''", "{\"a\":1}{}", "'a'", "tru"})
  void shouldNotTakeForJsonWhatIsNotExactlyOneValue(String text) {
    assertThat(JsonText.parse(text)).isEmpty();
  }

  @Test
  void shouldNotReadJsonThatIsTooDeep() {
    String deep = "[".repeat(1000) + "]".repeat(1000);
    assertThat(JsonText.parse(deep)).isEmpty();
  }
}
