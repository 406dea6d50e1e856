package dev.assay.common.words;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Finds the name that somebody meant: the one that differs by the fewest letters, if that is not
 * too many. Case does not count, nor whether words are joined by a dash, a dot or an underscore.
 */
public final class DidYouMean {
  /** One wrong letter in so many is a slip; more is another word. */
  private static final int LETTERS_PER_SLIP = 3;

  /** Nobody means a name that is longer, and comparing costs by the square of the length. */
  private static final int LONGEST = 100;

  private DidYouMean() {}

  /**
   * What was probably meant.
   *
   * @param given the name that is not known
   * @param known the names that are; the order decides between equally near ones
   * @return null when none is near
   */
  public static String nearest(String given, Collection<String> known) {
    if (given == null || given.isBlank() || given.length() > LONGEST) {
      return null;
    }
    String plain = plain(given);
    int most = Math.max(1, plain.length() / LETTERS_PER_SLIP);
    return known.stream()
        .filter(name -> name.length() <= LONGEST)
        .flatMap(name -> near(name, distance(plain, plain(name)), most))
        .min(Comparator.comparingInt(Near::distance))
        .map(Near::name)
        .orElse(null);
  }

  /** A sentence with a blank before it, or nothing: {@code " Did you mean exact_match?"}. */
  public static String ask(String given, Collection<String> known) {
    String nearest = nearest(given, known);
    return nearest == null ? "" : " Did you mean " + nearest + "?";
  }

  /** All of them, sorted, for a sentence; the first {@code most} when there are more. */
  public static String all(Collection<String> known, int most) {
    List<String> sorted = known.stream().sorted().toList();
    String shown = String.join(", ", sorted.subList(0, Math.min(most, sorted.size())));
    return sorted.size() > most ? shown + " and " + (sorted.size() - most) + " more" : shown;
  }

  private record Near(String name, int distance) {}

  private static Stream<Near> near(String name, int distance, int most) {
    return distance > most ? Stream.empty() : Stream.of(new Near(name, distance));
  }

  /**
   * How many letters must be put in, left out, replaced, or changed with their neighbour (optimal
   * string alignment: Damerau's slips, none within another).
   */
  static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : least(cost, one, other, i, j);
      }
    }
    return cost[one.length()][other.length()];
  }

  private static int least(int[][] cost, String one, String other, int i, int j) {
    char a = one.charAt(i - 1);
    char b = other.charAt(j - 1);
    int least =
        Math.min(
            Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (a == b ? 0 : 1));
    boolean swapped = i > 1 && j > 1 && a == other.charAt(j - 2) && b == one.charAt(i - 2);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace('.', '_');
  }
}
