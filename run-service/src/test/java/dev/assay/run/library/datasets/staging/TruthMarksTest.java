package dev.assay.run.library.datasets.staging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruthMarksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"input": "q", "extra": {"inferred": false}}            | true
          {"input": "q", "extra": {"inferred": true, "a": 1}}     | true
          {"input": "q", "extra": {"assumed": true}}              | true
          {"input": "q", "extra": {"assumed": false}}             | false
          {"input": "q", "extra": {"inferred": "perhaps"}}        | false
          {"input": {"inferred": true}}                           | false
          {"input": "is it \\"inferred\\"?", "extra": {"a": 1}}   | false
          {"input": "q", "expected": "a"}                         | false
          """)
  void shouldFindWhatItemsOfTrafficSay(String body, boolean told) {
    assertThat(TruthMarks.in(body)).isEqualTo(told);
  }
}
