package dev.assay.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcMemoryTest {
  @Test
  void shouldReadResidentMemory() {
    // When
    ProcMemory memory =
        ProcMemory.parse(
            List.of(
                "Name:\tjava",
                "VmPeak:\t 4000000 kB",
                "VmHWM:\t  300000 kB",
                "VmRSS:\t  250000 kB",
                "RssAnon:\t  200000 kB",
                "RssFile:\t   49000 kB",
                "RssShmem:\t    1000 kB"));

    // Then
    assertThat(memory).isEqualTo(new ProcMemory(300_000, 250_000, 200_000));
    assertThat(memory.shared()).isEqualTo(50_000);
  }

  @Test
  void shouldCountAProcessWithoutMemoryAsNothing() {
    assertThat(ProcMemory.parse(List.of("Name:\tgone", "State:\tZ (zombie)")))
        .isEqualTo(new ProcMemory(0, 0, 0));
  }
}
