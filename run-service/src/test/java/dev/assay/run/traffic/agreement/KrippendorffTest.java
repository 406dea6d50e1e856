package dev.assay.run.traffic.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The worked examples of K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), and
 * the one of the article on it in Wikipedia, which come to the digits given there.
 */
class KrippendorffTest {
  private static final Offset<Double> DIGITS = Offset.offset(0.0005);

  /** Section A: two observers, ten units, two values. */
  private static final String[] BINARY = {"0100000010", "1110010000"};

  /** Section B: two observers, twelve units, five values. */
  private static final String[] NOMINAL = {"aabbdcccedda", "babbbccceddd"};

  /** Section C: four observers, twelve units, some of which not everybody saw. */
  private static final String[] MISSING = {
    "123321412...", "1233224125.3", ".3332342251.", "12332441251."
  };

  /** Wikipedia: three coders, fifteen units. */
  private static final String[] CODERS = {".....34121133.3", "1.213343.......", "..21344.21133.4"};

  /** What was said of each unit, a row for each observer. */
  private static List<List<String>> units(String... rows) {
    List<List<String>> units = new ArrayList<>();
    for (int i = 0; i < rows[0].length(); i++) {
      List<String> unit = new ArrayList<>();
      for (String row : rows) {
        if (row.charAt(i) != '.') {
          unit.add(row.substring(i, i + 1));
        }
      }
      units.add(unit);
    }
    return units;
  }

  private static List<List<Double>> numbers(String... rows) {
    return units(rows).stream().map(unit -> unit.stream().map(Double::valueOf).toList()).toList();
  }

  private static Double nominal(List<List<String>> units) {
    Krippendorff.Words words = new Krippendorff.Words();
    units.forEach(unit -> assertThat(words.add(unit)).isTrue());
    return words.alpha();
  }

  private static Double interval(List<List<Double>> units) {
    Krippendorff.Numbers numbers = new Krippendorff.Numbers();
    units.forEach(numbers::add);
    return numbers.alpha();
  }

  @Test
  void shouldComeToWhatIsPublishedOfWords() {
    assertThat(nominal(units(BINARY))).isCloseTo(0.095, DIGITS);
    assertThat(nominal(units(NOMINAL))).isCloseTo(0.692, DIGITS);
    assertThat(nominal(units(MISSING))).isCloseTo(0.743, DIGITS);
    assertThat(nominal(units(CODERS))).isCloseTo(0.691, DIGITS);
  }

  @Test
  void shouldComeToWhatIsPublishedOfNumbers() {
    assertThat(interval(numbers(MISSING))).isCloseTo(0.849, DIGITS);
    assertThat(interval(numbers(CODERS))).isCloseTo(0.811, DIGITS);
    // Of two values an interval is as good as a word
    assertThat(interval(numbers(BINARY))).isCloseTo(0.095, DIGITS);
  }

  @Test
  void shouldBeOneWhereAllAgreeAndBelowNothingWhereTheyContradict() {
    assertThat(nominal(List.of(List.of("a", "a"), List.of("b", "b", "b")))).isEqualTo(1);
    assertThat(interval(List.of(List.of(1.0, 1.0), List.of(2.0, 2.0)))).isEqualTo(1);
    assertThat(nominal(List.of(List.of("a", "b"), List.of("b", "a")))).isNegative();
  }

  @Test
  void shouldBeUnknownWhereNothingCanBeSaid() {
    assertThat(nominal(List.of())).isNull();
    assertThat(nominal(List.of(List.of("a"), List.of("b")))).isNull();
    assertThat(nominal(List.of(List.of("a", "a"), List.of("a", "a")))).isNull();
    assertThat(interval(List.of(List.of(0.1, 0.1, 0.1)))).isNull();
    assertThat(interval(List.of(List.of(1.0), List.of()))).isNull();
  }

  @Test
  void shouldLeaveOutWhatOneAloneSpokeOf() {
    List<List<String>> with = new ArrayList<>(units(NOMINAL));
    with.add(List.of("a"));
    with.add(List.of());
    assertThat(nominal(with)).isEqualTo(nominal(units(NOMINAL)));
  }

  @Test
  void shouldComeToTheSameWhateverTheScale() {
    // Given the numbers of section C on scales whose squares are no doubles, and far from 0
    for (double step : new double[] {1e300, 1e-300}) {
      assertThat(interval(scaled(step, 0))).as("step %s", step).isCloseTo(0.849, DIGITS);
    }
    assertThat(interval(scaled(1, 1e12))).isCloseTo(0.849, DIGITS);

    // When / Then
    double most = Double.MAX_VALUE;
    assertThat(interval(List.of(List.of(most, most), List.of(-most, -most)))).isEqualTo(1);
    assertThat(interval(List.of(List.of(most, -most), List.of(-most, most)))).isEqualTo(-0.5);
    assertThat(interval(List.of(List.of(most, 1.0), List.of(Double.MIN_VALUE, 0.0))))
        .isFinite()
        .isNotNull();
  }

  private static List<List<Double>> scaled(double step, double from) {
    return numbers(MISSING).stream()
        .map(unit -> unit.stream().map(value -> from + step * value).toList())
        .toList();
  }

  @Test
  void shouldCountNoMoreWordsThanFitIntoMemory() {
    // Given as many words as are counted
    Krippendorff.Words words = new Krippendorff.Words();
    for (int i = 0; i < Krippendorff.Words.MOST_WORDS; i += 2) {
      assertThat(words.add(List.of("w" + i, "w" + (i + 1)))).isTrue();
    }
    Double before = words.alpha();

    // When / Then another one is left out, with its unit, and those that are known are counted
    assertThat(words.add(List.of("w0", "another"))).isFalse();
    assertThat(words.alpha()).isEqualTo(before);
    assertThat(words.add(List.of("w0", "w0"))).isTrue();
    assertThat(words.alpha()).isGreaterThan(before);
  }
}
