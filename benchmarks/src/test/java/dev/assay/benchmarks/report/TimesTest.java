package dev.assay.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void shouldTellRanksOfUnorderedTimes() {
    Times times = new Times(List.of(30.0, 10.0, 20.0, 40.0));

    assertThat(times.count()).isEqualTo(4);
    assertThat(times.min()).isEqualTo(10);
    assertThat(times.at(0.5)).isEqualTo(20);
    assertThat(times.at(0.95)).isEqualTo(40);
    assertThat(times.max()).isEqualTo(40);
    assertThat(times.mean()).isEqualTo(25);
  }

  @Test
  void shouldRefuseToTellAnythingOfNothing() {
    assertThatThrownBy(() -> new Times(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
