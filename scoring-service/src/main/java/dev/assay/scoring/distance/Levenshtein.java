package dev.assay.scoring.distance;

import dev.assay.scoring.scorer.Effort;
import java.util.Arrays;

/**
 * Edit distance over UTF-16 code units, bit-parallel: 64 rows of the matrix in one machine word
 * (Myers 1999, in Hyyr&ouml;'s form of 2003). The pattern is cut into blocks of 64 characters; a
 * block walks the whole text in registers and leaves behind, per text position, the difference its
 * last row makes, which the next block starts from. So memory is one byte per text position,
 * whatever the alphabet.
 */
public final class Levenshtein {
  private static final int WORD = 64;

  private Levenshtein() {}

  /**
   * 1 - distance / length of the longer text; two empty texts are alike.
   *
   * @throws dev.assay.scoring.scorer.UnmeasurableException when the effort does not suffice
   */
  public static double similarity(String a, String b, Effort effort) {
    int longest = Math.max(a.length(), b.length());
    return longest == 0 ? 1 : 1 - (double) distance(a, b, effort) / longest;
  }

  /**
   * The smallest number of insertions, deletions and substitutions that turn one into the other.
   * Costs (m / 64 rounded up) * n steps, common start and end left out.
   *
   * @throws dev.assay.scoring.scorer.UnmeasurableException when the effort does not suffice
   */
  public static int distance(String a, String b, Effort effort) {
    int start = commonStart(a, b);
    int end = commonEnd(a, b, start);
    int m = a.length() - start - end;
    int n = b.length() - start - end;
    if (m == 0 || n == 0) {
      return m + n;
    }
    long stepsAsGiven = (long) blocks(m) * n;
    long stepsSwapped = (long) blocks(n) * m;
    effort.spend(Math.min(stepsAsGiven, stepsSwapped));
    char[] left = a.substring(start, start + m).toCharArray();
    char[] right = b.substring(start, start + n).toCharArray();
    return stepsAsGiven <= stepsSwapped ? walk(left, right) : walk(right, left);
  }

  private static int blocks(int length) {
    return (length + WORD - 1) / WORD;
  }

  private static int commonStart(String a, String b) {
    int limit = Math.min(a.length(), b.length());
    int i = 0;
    while (i < limit && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }

  private static int commonEnd(String a, String b, int start) {
    int limit = Math.min(a.length(), b.length()) - start;
    int i = 0;
    while (i < limit && a.charAt(a.length() - 1 - i) == b.charAt(b.length() - 1 - i)) {
      i++;
    }
    return i;
  }

  private static int walk(char[] pattern, char[] text) {
    PatternBlock upper = new PatternBlock();
    if (pattern.length <= WORD) {
      upper.load(pattern, 0, pattern.length);
      return oneBlock(upper, pattern.length, text);
    }
    PatternBlock lower = new PatternBlock();
    byte[] edge = new byte[text.length];
    Arrays.fill(edge, (byte) 1);
    int from = 0;
    for (; pattern.length - from > WORD; from += 2 * WORD) {
      int rows = Math.min(WORD, pattern.length - from - WORD);
      upper.load(pattern, from, WORD);
      lower.load(pattern, from + WORD, rows);
      twoBlocks(upper, lower, rows - 1, text, edge);
    }
    if (from < pattern.length) {
      int rows = pattern.length - from;
      upper.load(pattern, from, rows);
      block(upper, rows - 1, text, edge);
    }
    int value = pattern.length;
    for (byte difference : edge) {
      value += difference;
    }
    return value;
  }

  /** The whole of a pattern that fits into one word; the row above it rises by one per column. */
  private static int oneBlock(PatternBlock block, int rows, char[] text) {
    long pv = -1L;
    long mv = 0L;
    int value = rows;
    int bottom = rows - 1;
    for (char c : text) {
      long eq = block.matches(c);
      long xv = eq | mv;
      long xh = (((eq & pv) + pv) ^ pv) | eq;
      long ph = mv | ~(xh | pv);
      long mh = pv & xh;
      value += (int) ((ph >>> bottom) & 1) - (int) ((mh >>> bottom) & 1);
      ph = (ph << 1) | 1L;
      mh <<= 1;
      pv = mh | ~(xv | ph);
      mv = ph & xv;
    }
    return value;
  }

  /** Advances up to 64 rows over the text; edge[j] is the horizontal difference, in and out. */
  private static void block(PatternBlock block, int bottom, char[] text, byte[] edge) {
    long pv = -1L;
    long mv = 0L;
    for (int j = 0; j < text.length; j++) {
      long in = edge[j];
      long minusIn = in >>> 63;
      long eq = block.matches(text[j]);
      long xv = eq | mv;
      eq |= minusIn;
      long xh = (((eq & pv) + pv) ^ pv) | eq;
      long ph = mv | ~(xh | pv);
      long mh = pv & xh;
      edge[j] = (byte) (((ph >>> bottom) & 1) - ((mh >>> bottom) & 1));
      ph = (ph << 1) | (-in >>> 63);
      mh = (mh << 1) | minusIn;
      pv = mh | ~(xv | ph);
      mv = ph & xv;
    }
  }

  /**
   * Advances two neighbouring blocks in one walk, the lower one a column behind, so that the
   * processor works on both chains of instructions at once.
   */
  private static void twoBlocks(
      PatternBlock upper, PatternBlock lower, int bottom, char[] text, byte[] edge) {
    long pv0 = -1L;
    long mv0 = 0L;
    long pv1 = -1L;
    long mv1 = 0L;
    long plusBetween = 0;
    long minusBetween = 0;
    for (int j = 0; j <= text.length; j++) {
      long plusIn1 = plusBetween;
      long minusIn1 = minusBetween;
      if (j < text.length) {
        long in = edge[j];
        long minusIn = in >>> 63;
        long eq = upper.matches(text[j]);
        long xv = eq | mv0;
        eq |= minusIn;
        long xh = (((eq & pv0) + pv0) ^ pv0) | eq;
        long ph = mv0 | ~(xh | pv0);
        long mh = pv0 & xh;
        plusBetween = ph >>> 63;
        minusBetween = mh >>> 63;
        ph = (ph << 1) | (-in >>> 63);
        mh = (mh << 1) | minusIn;
        pv0 = mh | ~(xv | ph);
        mv0 = ph & xv;
      }
      if (j > 0) {
        long eq = lower.matches(text[j - 1]);
        long xv = eq | mv1;
        eq |= minusIn1;
        long xh = (((eq & pv1) + pv1) ^ pv1) | eq;
        long ph = mv1 | ~(xh | pv1);
        long mh = pv1 & xh;
        edge[j - 1] = (byte) (((ph >>> bottom) & 1) - ((mh >>> bottom) & 1));
        ph = (ph << 1) | plusIn1;
        mh = (mh << 1) | minusIn1;
        pv1 = mh | ~(xv | ph);
        mv1 = ph & xv;
      }
    }
  }
}
