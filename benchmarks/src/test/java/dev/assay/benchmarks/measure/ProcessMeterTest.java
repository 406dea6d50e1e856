package dev.assay.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessMeterTest {
  @Test
  void shouldCountTheTimeOfChildrenThatHaveEnded() throws IOException, InterruptedException {
    // Given
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "read go; (i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done) & wait; echo done; read end")
            .start();
    try (ProcessMeter meter = new ProcessMeter(Map.of("shell", shell.pid()), Set.of());
        var in = shell.outputWriter();
        var out = shell.inputReader()) {
      // When
      in.write("go\n");
      in.flush();
      assertThat(out.readLine()).isEqualTo("done");
      ProcessUse use = meter.stop().get("shell");

      // Then
      assertThat(use.cpuSeconds()).isPositive();
      assertThat(use.peakMb()).isBetween(0.1, 100.0);
    } finally {
      shell.destroy();
    }
  }

  @Test
  void shouldNotCountAChildThatHasANameOfItsOwn() throws IOException {
    // Given
    long self = ProcessHandle.current().pid();
    Process child = new ProcessBuilder("sh", "-c", "read go").start();
    try {
      // When
      ProcessTree with = new ProcessTree("self", self, Set.of(self));
      ProcessTree without = new ProcessTree("self", self, Set.of(self, child.pid()));

      // Then
      assertThat(with.pids()).contains(self, child.pid());
      assertThat(without.pids()).contains(self).doesNotContain(child.pid());
    } finally {
      child.destroy();
    }
  }

  @Test
  void shouldSayWhichProcessHasEnded() throws IOException, InterruptedException {
    // Given
    Process shell = new ProcessBuilder("sh", "-c", "read go").start();
    try (ProcessMeter meter = new ProcessMeter(Map.of("worker", shell.pid()), Set.of())) {
      // When
      shell.destroy();
      shell.waitFor();

      // Then
      assertThatThrownBy(meter::stop)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("worker");
    }
  }
}
