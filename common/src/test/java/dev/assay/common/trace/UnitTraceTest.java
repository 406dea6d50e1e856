package dev.assay.common.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.common.part.UnitRef;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTraceTest {
  private static final UUID RUN = UUID.fromString("01900000-0000-7000-8000-000000000001");

  @Test
  void shouldStayWhatItIs() {
    // Given a contract between services of different builds
    UnitTrace trace = UnitTrace.of(new UnitRef(RUN, 3, 1));

    // Then
    assertThat(trace)
        .isEqualTo(new UnitTrace("a358d62a72287c6d81ec00141a78e41c", "15bc522196ee2253"));
  }

  @Test
  void shouldBeAnotherForEachUnitAndGeneration() {
    assertThat(
            IntStream.range(0, 1_000)
                .boxed()
                .flatMap(
                    n ->
                        IntStream.of(1, 2)
                            .mapToObj(g -> UnitTrace.of(new UnitRef(RUN, n, g)).id())))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-9a-f]{32}"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "0.1, 800, 1200", "0.5, 4700, 5300", "1, 10000, 10000"})
  void shouldBeWithinItsShare(double share, long least, long most) {
    assertThat(
            IntStream.range(0, 10_000)
                .filter(n -> UnitTrace.of(new UnitRef(RUN, n, 1)).within(share))
                .count())
        .isBetween(least, most);
  }

  @Test
  void shouldBeWithinEveryLargerShare() {
    assertThat(
            IntStream.range(0, 1_000)
                .mapToObj(n -> UnitTrace.of(new UnitRef(RUN, n, 1)))
                .filter(trace -> trace.within(0.2)))
        .isNotEmpty()
        .allMatch(trace -> trace.within(0.3));
  }
}
