package dev.assay.cli.stack.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
  @Test
  void shouldSayLevelAndMessage() {
    String line =
        "{\"timestamp\":\"2026-11-29T10:46:30Z\",\"sequence\":1,\"level\":\"INFO\","
            + "\"message\":\"broker connected port=5672\",\"threadName\":\"main\",\"mdc\":{}}";

    assertThat(LogLine.readable(line)).isEqualTo("INFO broker connected port=5672");
  }

  @Test
  void shouldSayWhatLiesAtTheBottomOfAnException() {
    String line =
        """
        {"level":"ERROR","message":"Failed to start application","exception":{"refId":1,\
        "exceptionType":"java.lang.RuntimeException","message":"outer","frames":[{"class":"A"}],\
        "causedBy":{"exception":{"exceptionType":"B","message":"The schema is newer."}}}}\
        """;

    assertThat(LogLine.readable(line))
        .isEqualTo("ERROR Failed to start application: The schema is newer.");
  }

  @Test
  void shouldNameTheKindOfAnExceptionWithoutAMessage() {
    String line =
        "{\"level\":\"ERROR\",\"message\":\"it broke\",\"exception\":"
            + "{\"exceptionType\":\"java.lang.NullPointerException\",\"message\":null}}";

    assertThat(LogLine.readable(line)).isEqualTo("ERROR it broke: java.lang.NullPointerException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "LOG:  database system is ready to accept connections",
        "{\"level\":\"INFO\",\"message\":\"cut in the mid",
        "{\"level\":\"INFO\"}",
        "d in the middle\",\"level\":\"INFO\"}"
      })
  void shouldLeaveAloneWhatIsNoRecord(String line) {
    assertThat(LogLine.readable(line)).isEqualTo(line);
  }
}
