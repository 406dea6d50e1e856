package dev.assay.scoring.number;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The digits of one number with the marks between them, and what they can mean.
 *
 * @param runs of digits, in order
 * @param marks between them, one less; a blank stands for every mark that only ever groups
 */
record Digits(List<String> runs, List<Character> marks) {
  static final char GROUP = ' ';

  private static final Pattern SHORT = Pattern.compile("[1-9][0-9]{0,2}");

  /** The plain decimal text under a style; empty when it is a list, a version or a date. */
  Optional<String> plain(Style style) {
    if (marks.isEmpty()) {
      return Optional.of(runs.get(0));
    }
    int last = marks.size() - 1;
    char mark = marks.get(last);
    long kinds = marks.stream().distinct().count();
    if (kinds > 2) {
      return Optional.empty();
    }
    if (kinds == 2) {
      boolean once = marks.indexOf(mark) == last;
      boolean fraction = mark != GROUP && once && grouped(last);
      return fraction ? Optional.of(joined(last) + "." + runs.get(last + 1)) : Optional.empty();
    }
    if (mark == GROUP || marks.size() > 1) {
      return grouped(marks.size()) ? Optional.of(joined(marks.size())) : Optional.empty();
    }
    boolean groups = isAmbiguous() && (mark == ',') == (style != Style.COMMA);
    return Optional.of(groups ? joined(1) : runs.get(0) + "." + runs.get(1));
  }

  /** Whether one mark stands before exactly three digits, where it may group or not. */
  boolean isAmbiguous() {
    return marks.size() == 1 && marks.get(0) != GROUP && grouped(1);
  }

  /** The text with its one mark grouping. */
  String whole() {
    return joined(marks.size());
  }

  /** What its form says of the marks in texts that are compared with it. */
  Style style() {
    if (marks.isEmpty() || (marks.size() > 1 && marks.stream().distinct().count() == 1)) {
      return marks.isEmpty() ? Style.OPEN : marks.get(0) == '.' ? Style.COMMA : Style.POINT;
    }
    char mark = marks.get(marks.size() - 1);
    if (isAmbiguous()) {
      return Style.POINT;
    }
    return mark == ',' ? Style.COMMA : mark == '.' ? Style.POINT : Style.OPEN;
  }

  /** Whether the first so many marks stand where groups end: by threes, or as in India. */
  private boolean grouped(int count) {
    if (!SHORT.matches(runs.get(0)) || marks.subList(0, count).stream().distinct().count() > 1) {
      return false;
    }
    boolean threes = true;
    boolean indian = marks.get(0) == ',' && runs.get(0).length() <= 2;
    for (int i = 1; i <= count; i++) {
      int length = runs.get(i).length();
      threes &= length == 3;
      indian &= length == (i == count ? 3 : 2);
    }
    return threes || indian;
  }

  private String joined(int count) {
    return String.join("", runs.subList(0, count + 1));
  }

  /** The numbers of a list such as {@code 1,2,3}: what stands after its last comma. */
  Digits tail() {
    int comma = marks.lastIndexOf(',');
    return new Digits(
        new ArrayList<>(runs.subList(comma + 1, runs.size())),
        new ArrayList<>(marks.subList(comma + 1, marks.size())));
  }
}
