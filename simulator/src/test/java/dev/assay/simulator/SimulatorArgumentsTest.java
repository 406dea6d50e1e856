package dev.assay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.simulator.options.SimFault;
import dev.assay.simulator.options.SimLatency;
import dev.assay.simulator.options.SimLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorArgumentsTest {
  @Test
  void shouldReadItsCommandLine() {
    // When
    SimulatorArguments arguments =
        SimulatorArguments.of(
            "--port 8000 --latency-ms 50 --fault 429=0.1 --fault stall=0.2 --seed 4 --rpm 600 --tpm 9000"
                .split(" "));

    // Then
    assertThat(arguments.port()).isEqualTo(8000);
    assertThat(arguments.host()).isEqualTo("127.0.0.1");
    assertThat(arguments.options().pace().whole())
        .isEqualTo(new SimLatency(SimLatency.Kind.FIXED, 50, 0.5, 25, 1000));
    assertThat(arguments.options().faults()).containsEntry(SimFault.STALL, 0.2).hasSize(2);
    assertThat(arguments.options().limits()).isEqualTo(new SimLimits(600, 9000L, null));
    assertThat(arguments.options().seed()).isEqualTo(4);
  }

  @Test
  void shouldTakeAllOptionsAsJson() {
    // When
    SimulatorArguments arguments =
        SimulatorArguments.of(
            new String[] {
              "--options", "{\"error_rate\":0.5,\"latency\":{\"ttft\":9}}", "--seed", "2"
            });

    // Then
    assertThat(arguments.options().errorRate()).isEqualTo(0.5);
    assertThat(arguments.options().pace().ttft()).isEqualTo(SimLatency.fixed(9));
    assertThat(arguments.options().seed()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "--fault odd=1, 429_bare",
    "--port, --port",
    "--port 70000, 65535",
    "--rpm 0, rpm",
    "--latency odd, lognormal",
    "--latency-ms 5 --ttft-ms 5, one of the two",
    "--colour red, --colour"
  })
  void shouldSayWhatIsWrongWithItsCommandLine(String line, String said) {
    assertThatThrownBy(() -> SimulatorArguments.of(line.split(" ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }
}
