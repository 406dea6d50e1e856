package dev.assay.run.traffic.hints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.traffic.hints.Representatives.Failing;
import dev.assay.run.traffic.outcome.Truth;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepresentativesTest {
  @Test
  void shouldShowEveryFieldThatFailsWithFewItems() {
    // Given
    List<Failing> all =
        List.of(
            new Failing("a", 1, List.of("x"), Truth.HUMAN, null),
            new Failing("b", 2, List.of("x", "y"), Truth.HUMAN, null),
            new Failing("c", 3, List.of("y", "x", "z"), Truth.HUMAN, null),
            new Failing("d", 4, List.of("w"), Truth.HUMAN, null),
            new Failing("e", 5, List.of("w", "x"), Truth.HUMAN, null));

    // When / Then
    assertThat(Representatives.of(all)).extracting(Failing::itemId).containsExactly("c", "d");
    assertThat(Representatives.of(List.of(new Failing("f", 1, List.of(), Truth.HUMAN, null))))
        .isEmpty();
  }

  @Test
  void shouldRatherShowWhatAPersonCorrected() {
    // Given
    List<Failing> all =
        List.of(
            new Failing("a", 1, List.of("x"), Truth.INFERRED, null),
            new Failing("b", 2, List.of("x", "y"), Truth.INFERRED, null),
            new Failing("c", 3, List.of("x", "y"), Truth.HUMAN, null),
            new Failing("d", 4, List.of("x", "y"), null, null),
            new Failing("e", 5, List.of("z"), Truth.INFERRED, null));

    // When / Then
    assertThat(Representatives.of(all)).extracting(Failing::itemId).containsExactly("c", "e");
  }

  @Test
  void shouldRatherShowWhatAPersonCorrectedThanWhatNobodyDid() {
    // Given
    List<Failing> all =
        List.of(
            new Failing("a", 1, List.of("x"), Truth.ASSUMED, null),
            new Failing("b", 2, List.of("x"), Truth.HUMAN, null));

    // When / Then
    assertThat(Representatives.of(all)).extracting(Failing::itemId).containsExactly("b");
  }
}
