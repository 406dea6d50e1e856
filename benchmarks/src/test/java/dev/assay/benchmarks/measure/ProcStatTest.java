package dev.assay.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcStatTest {
  private static final String AFTER_NAME =
      " S 1 4242 4242 0 -1 4194560 900 800 0 1 250 50 30 7 20 0 33 0 12345 1000 200";

  @ParameterizedTest
  @ValueSource(strings = {"java", "a b", "x) S 1 (y", ")"})
  void shouldReadTimesWhateverTheNameOfTheProgram(String name) {
    // When
    ProcStat stat = ProcStat.parse("4242 (" + name + ")" + AFTER_NAME);

    // Then
    assertThat(stat).isEqualTo(new ProcStat(300, 37));
    assertThat(stat.cpuSeconds()).isEqualTo(3.37);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4242 (java", "4242 (java) S 1 2 3"})
  void shouldRefuseAnotherText(String line) {
    assertThatThrownBy(() -> ProcStat.parse(line)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldSubtractReadings() {
    // Given
    DatabaseUse before = new DatabaseUse(100, 10, 1, 50, 4096);
    DatabaseUse after = new DatabaseUse(350.5, 25, 1, 170, 12288);

    // Then
    assertThat(after.since(before)).isEqualTo(new DatabaseUse(250.5, 15, 0, 120, 8192));
  }
}
