package dev.assay.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T12:00:00Z",
        "2024-02-29T23:59:59.9Z",
        "2026-01-31T12:00:00.123456789Z",
        "2026-01-31T12:00:00.123Z",
        "+10000-01-01T00:00:00Z"
      })
  void shouldReadWhatJavaReads(String text) {
    assertThat(Times.millis(TextNode.valueOf(text))).isEqualTo(Instant.parse(text).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "2026-13-31T12:00:00Z", "2026-01-31T12:0x:00Z", "2026-01-31"})
  void shouldNotGuess(String text) {
    assertThat(Times.millis(TextNode.valueOf(text))).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0, 0 s ago", "59, 59 s ago", "60, 1 min ago", "7200, 2 h ago", "172800, 2 d ago"})
  void shouldSayHowLongAgo(long seconds, String said) {
    assertThat(Times.ago(0L, seconds * 1000)).isEqualTo(said);
  }

  @Test
  void shouldNotBeAheadOfTime() {
    assertThat(Times.ago(5_000L, 0)).isEqualTo("0 s ago");
    assertThat(Times.ago(null, 0)).isEqualTo(Amounts.UNKNOWN);
  }
}
