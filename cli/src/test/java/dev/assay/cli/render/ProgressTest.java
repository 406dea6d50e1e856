package dev.assay.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cli.terminal.Console;
import dev.assay.common.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String EVENT =
      """
      {"status":"running_dataset","counts":{"total":1000,"passed":100,"failed":15,"errored":5},
       "mean_score":0.83,"rate_per_s":41.2,"eta_seconds":21,"cost":0.0123}
      """;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void shouldSayWhatTheServerSaid() throws Exception {
    Progress progress = Progress.NONE.with(Json.mapper().readTree(EVENT));

    assertThat(progress.share()).isEqualTo(0.12);
    assertThat(progress.text())
        .isEqualTo(
            "120/1,000 · 41.2/s · 15 failed · 5 errors · mean 0.830 · cost 0.0123 · 21 s left");
  }

  @Test
  void shouldKeepWhatAnEventDoesNotSay() throws Exception {
    Progress before = Progress.NONE.with(Json.mapper().readTree(EVENT));

    Progress after =
        before.with(Json.mapper().readTree("{\"from\":\"running_dataset\",\"to\":\"cancelling\"}"));

    assertThat(after.status()).isEqualTo("cancelling");
    assertThat(after.text()).isEqualTo(before.text());
  }

  @Test
  void shouldSayThatTheCostIsNotKnownAndHowMuchIs() throws Exception {
    Progress before = Progress.NONE.with(Json.mapper().readTree(EVENT));

    Progress unknown = before.with(Json.mapper().readTree("{\"cost\":null,\"known_cost\":0.0123}"));
    Progress nothing = before.with(Json.mapper().readTree("{\"cost\":null,\"known_cost\":0}"));

    assertThat(unknown.text()).contains("cost ≥ 0.0123");
    assertThat(nothing.text()).contains("cost unknown").doesNotContain("0.0123", "0.00");
    assertThat(Progress.NONE.with(Json.mapper().readTree("{\"cost\":0,\"known_cost\":0}")).text())
        .isEqualTo("0/0");
  }

  @Test
  void shouldNotInventNumbers() throws Exception {
    assertThat(Progress.NONE.text()).isEqualTo("0/0");
    assertThat(Progress.NONE.with(Json.mapper().readTree("{}"))).isEqualTo(Progress.NONE);
  }

  @Test
  void shouldSayWhatAQueuedRunWaitsFor() throws Exception {
    Progress waiting =
        Progress.NONE.with(
            Json.mapper().readTree("{\"waits_for\":\"r1\",\"counts\":{\"total\":9}}"));

    assertThat(waiting.text()).isEqualTo("waits for run r1 · 0/9");
    assertThat(waiting.with(Json.mapper().readTree("{\"to\":\"evaluating_results\"}")).text())
        .isEqualTo("0/9");
    assertThat(waiting.with(Json.mapper().readTree("{\"waits_for\":null}")).text())
        .isEqualTo("0/9");
  }

  @Test
  void shouldDrawABarOnATerminalAndRemoveIt() throws Exception {
    try (ProgressLine line = new ProgressLine(console(true))) {
      line.show(Progress.NONE.with(Json.mapper().readTree(EVENT)));
    }

    assertThat(text())
        .startsWith("\r\u001B[2K[███░")
        .contains("running dataset 120/1,000")
        .endsWith("\r\u001B[2K");
  }

  @Test
  void shouldShowTheEndOfWhatAModelSaysOnATerminal() throws Exception {
    try (ProgressLine line = new ProgressLine(console(true))) {
      line.hear("first line\nthe \u001B[31manswer\u202E is a long one that does not fit forty-two");
      line.show(Progress.NONE.with(Json.mapper().readTree("{\"counts\":{\"total\":9}}")));
    }

    assertThat(text())
        .contains("│ …")
        .contains("does not fit forty-two")
        .doesNotContain("first line", "[31m", "\u202E");
  }

  @Test
  void shouldSayHowFarSeveralRunsAre() throws Exception {
    Progress one = Progress.NONE.with(Json.mapper().readTree(EVENT));
    Progress other =
        Progress.NONE.with(
            Json.mapper().readTree("{\"counts\":{\"total\":1000,\"passed\":60},\"cost\":1}"));

    GroupProgress both =
        new GroupProgress(java.util.List.of("a", "b\u001B[2J"), java.util.List.of(one, other));

    assertThat(both.share()).isEqualTo(0.09);
    assertThat(both.text()).isEqualTo("a 120/1,000, 5 errors · b 60/1,000 · cost 1.01 · 21 s left");
  }

  @Test
  void shouldPrintPlainLinesElsewhere() throws Exception {
    try (ProgressLine line = new ProgressLine(console(false))) {
      line.show(Progress.NONE.with(Json.mapper().readTree(EVENT)));
      line.say("worker \u001B[31mlost");
    }

    assertThat(text().lines())
        .hasSize(2)
        .anySatisfy(l -> assertThat(l).startsWith("running dataset  120/1,000"))
        .contains("worker lost");
  }

  private Console console(boolean terminal) {
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    return new Console(stream, stream, terminal, 100);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
