package dev.assay.run.traffic.improve.proposals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.traffic.improve.proposals.Strata.Failing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which samples stand for a run's failures. */
class StrataTest {
  private static List<Integer> chosen(List<Failing> all, int most) {
    return Strata.choose(all, most).stream().map(Failing::position).toList();
  }

  private static List<Failing> failing(int from, int to, String... paths) {
    return IntStream.range(from, to).mapToObj(i -> new Failing(i, List.of(paths))).toList();
  }

  @SafeVarargs
  private static List<Failing> all(List<Failing>... some) {
    List<Failing> all = new ArrayList<>();
    for (List<Failing> one : some) {
      all.addAll(one);
    }
    return all;
  }

  @Test
  void shouldShowARareFieldBesideOneThatFailsEverywhere() {
    // Given a hundred samples in which one field fails, and two of another
    List<Failing> all = all(failing(0, 100, "total"), failing(100, 102, "date"));

    // Then each is shown in its turn, the more frequent one first
    assertThat(chosen(all, 4)).containsExactly(0, 100, 1, 101);
    assertThat(chosen(all, 6)).containsExactly(0, 100, 1, 101, 2, 3);
  }

  @Test
  void shouldTakeASampleThatShowsTwoFieldsForBoth() {
    // Given
    List<Failing> all = all(failing(0, 3, "total", "date"), failing(3, 5, "total"));

    // Then the plain one stands for its field, and the other one then has the field that is missing
    assertThat(chosen(all, 2)).containsExactly(3, 0);
  }

  @Test
  void shouldTakeWhatStandsInAListForOneField() {
    // Given an invoice of fifty lines, each with a wrong price
    String[] prices =
        IntStream.range(0, 50).mapToObj(i -> "lines[" + i + "].price").toArray(String[]::new);
    List<Failing> all = all(failing(0, 9, prices), failing(9, 10, "total"));

    // Then
    assertThat(chosen(all, 2)).containsExactly(0, 9);
    assertThat(
            Strata.count(
                List.of(
                    new Sample(null, null, null, List.of(prices), null),
                    new Sample(null, null, null, List.of("total", "lines[3].price"), null))))
        .isEqualTo(Map.of("lines[].price", 2, "total", 1));
  }

  @Test
  void shouldTakeEachOnceAndNoMoreThanThereAre() {
    List<Failing> all = all(failing(0, 4, "a", "b"), failing(4, 6, "b"));

    assertThat(chosen(all, 100)).hasSize(6).doesNotHaveDuplicates();
    assertThat(chosen(List.of(new Failing(0, List.of())), 5)).isEmpty();
    assertThat(chosen(List.of(), 5)).isEmpty();
  }

  @Test
  void shouldChooseTheSameInWhateverOrderTheyCome() {
    // Given
    List<Failing> all =
        new ArrayList<>(
            all(failing(0, 9, "a"), failing(9, 14, "a", "b"), failing(14, 16, "c", "a")));
    List<Integer> before = chosen(all, 5);

    // When
    Collections.shuffle(all, new Random(7));

    // Then
    assertThat(chosen(all, 5)).isEqualTo(before);
  }
}
