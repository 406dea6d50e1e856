package dev.assay.common.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  @Test
  void shouldWriteTheSampleOfTheScheme() throws Exception {
    // Given the sample object of RFC 8785, section 3.2.2
    String sample =
        """
        {
          "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
          "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
          "literals": [null, true, false]
        }
        """;

    // Then it is the text of section 3.2.3
    assertThat(CanonicalJson.of(Json.mapper().readTree(sample)))
        .isEqualTo(
            "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  }

  @Test
  void shouldOrderNamesByCodeUnits() throws Exception {
    // Given the names of RFC 8785, section 3.2.3
    String sample =
        """
        {"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh",
         "1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control",
         "\\u00f6":"Latin Small Letter O With Diaeresis"}
        """;

    // Then
    assertThat(CanonicalJson.of(Json.mapper().readTree(sample)))
        .containsSubsequence(
            "Carriage Return", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "5e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "9007199254740992, 9007199254740992",
    "295147905179352830000, 295147905179352830000",
    "9.999999999999997e22, 9.999999999999997e+22",
    "0.000001, 0.000001",
    "1e-7, 1e-7"
  })
  void shouldWriteNumbersAsEcmaScript(double number, String text) {
    assertThat(CanonicalJson.of(DoubleNode.valueOf(number))).isEqualTo(text);
  }

  @Test
  void shouldRefuseWhatIsNoNumberAndEscapeHalfACharacter() {
    assertThatThrownBy(() -> CanonicalJson.of(DoubleNode.valueOf(Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(CanonicalJson.of(TextNode.valueOf("a\ud83d"))).isEqualTo("\"a\\ud83d\"");
    assertThat(CanonicalJson.of(null)).isEqualTo("null");
    assertThat(CanonicalJson.of(Json.mapper().createObjectNode().putObject("a"))).isEqualTo("{}");
  }
}
