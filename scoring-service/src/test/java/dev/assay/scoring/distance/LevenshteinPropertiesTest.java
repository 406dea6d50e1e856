package dev.assay.scoring.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.error.ErrorCode;
import dev.assay.scoring.scorer.Effort;
import dev.assay.scoring.scorer.UnmeasurableException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LevenshteinPropertiesTest {
  /**
   * Few letters and lengths around the words of 64, so that blocks, edges and matches all occur.
   */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars('a', 'b').ofMaxLength(200),
        Arbitraries.strings().withChars("abcé日\uD83D\uDE00\uDE01").ofMaxLength(300),
        Arbitraries.strings().ofMaxLength(140));
  }

  @Property(tries = 2000)
  void shouldEqualTheFullMatrix(@ForAll("texts") String a, @ForAll("texts") String b) {
    assertThat(Levenshtein.distance(a, b, new Effort())).isEqualTo(naive(a, b));
  }

  @Property
  void shouldBeSymmetricAndInRange(@ForAll("texts") String a, @ForAll("texts") String b) {
    double similarity = Levenshtein.similarity(a, b, new Effort());
    assertThat(similarity).isBetween(0.0, 1.0);
    assertThat(Levenshtein.similarity(b, a, new Effort())).isEqualTo(similarity);
  }

  @Property
  void shouldBeOneOnlyForEqualTexts(@ForAll("texts") String a, @ForAll("texts") String b) {
    assertThat(Levenshtein.similarity(a, a, new Effort())).isEqualTo(1);
    assertThat(Levenshtein.similarity(a, b, new Effort()) == 1).isEqualTo(a.equals(b));
  }

  @Property
  void shouldFindTheLongestCommonSubsequence(@ForAll("texts") String a, @ForAll("texts") String b) {
    // Given
    Symbols symbols = new Symbols();
    int[] left = symbols.ofCodePoints(a);
    int[] right = symbols.ofCodePoints(b);
    // When
    int length = CommonSubsequence.length(left, right, symbols.size(), new Effort());
    // Then
    assertThat(length).isEqualTo(naiveSubsequence(left, right));
  }

  @Example
  void shouldRefuseWhatWouldTakeTooLong() {
    // Given
    String a = "ab".repeat(1_000_000);
    String b = "ba".repeat(1_000_000) + "c";
    // When / Then
    assertThatThrownBy(() -> Levenshtein.distance(a, "c" + b, new Effort()))
        .isInstanceOfSatisfying(
            UnmeasurableException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_TOO_LARGE));
  }

  @Example
  void shouldCompareLongTextsThatShareStartAndEnd() {
    // Given
    String same = "x".repeat(2_000_000);
    // When / Then
    assertThat(Levenshtein.distance(same + "kitten" + same, same + "sitting" + same, new Effort()))
        .isEqualTo(3);
  }

  private static int naive(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static int naiveSubsequence(int[] a, int[] b) {
    int[][] table = new int[a.length + 1][b.length + 1];
    for (int i = 1; i <= a.length; i++) {
      for (int j = 1; j <= b.length; j++) {
        table[i][j] =
            a[i - 1] == b[j - 1]
                ? table[i - 1][j - 1] + 1
                : Math.max(table[i - 1][j], table[i][j - 1]);
      }
    }
    return table[a.length][b.length];
  }
}
