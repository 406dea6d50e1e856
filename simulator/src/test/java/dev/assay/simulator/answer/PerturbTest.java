package dev.assay.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.common.testing.JsonText;
import dev.assay.simulator.seed.SimRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerturbTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Paris\"",
        "\"B\"",
        "\"yes\"",
        "\"The answer is 42.\"",
        "\"\"",
        "\"a b c\"",
        "3",
        "2.5",
        "true",
        "null",
        "{\"total\":12.50,\"items\":[\"x\"]}",
        "[]",
        "{}",
        "[1,[2,{\"a\":null}]]",
        "\"a a a\""
      })
  void shouldNeverGiveTheRightAnswerForAWrongOne(String expected) {
    for (int n = 0; n < 300; n++) {
      SimRandom random = new SimRandom(n, "k");
      JsonNode value = JsonText.json(expected);
      if (value.isTextual()) {
        assertThat(Perturb.text(value.asText(), random)).isNotEqualTo(value.asText());
      } else {
        assertThat(Perturb.json(value, random)).isNotEqualTo(value);
      }
    }
  }
}
