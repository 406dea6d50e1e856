package dev.assay.scoring.number;

import dev.assay.common.error.ErrorCode;
import dev.assay.scoring.reading.Blank;
import dev.assay.scoring.scorer.UnmeasurableException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds numbers in text: exact, with every usual way to write sign, groups, fraction and exponent.
 * Digits that belong to a word ({@code m2}, {@code CO2}) or are an exponent of something else are
 * no numbers.
 */
public final class NumberReader {
  private static final int LONGEST = 1000;
  private static final int MOST_EXPONENT_DIGITS = 4;
  private static final String GROUPS = " \u00A0\u202F\u2009\u2007'\u2019_";
  private static final String BOX = "\\boxed{";

  private final String text;
  private final Style style;

  /** One number and where it stands. */
  private record Found(ExactNumber number, Digits digits, int start, int end) {}

  private NumberReader(String text, Style style) {
    this.text = NumberText.of(text);
    this.style = style;
  }

  /**
   * The last number in an expected value, and what its form says of others.
   *
   * @throws UnmeasurableException with {@link ErrorCode#INPUT_TOO_LARGE} when it is absurdly long
   */
  public static Optional<Expected> expected(String text) {
    NumberReader reader = new NumberReader(text, Style.POINT);
    return reader.deciding().map(f -> new Expected(f.number(), f.digits().style()));
  }

  /**
   * A number that answers are compared with.
   *
   * @param style how its form says that marks are to be read
   */
  public record Expected(ExactNumber number, Style style) {
    /**
     * The last number in an answer, read as the form of this one says.
     *
     * @throws UnmeasurableException with {@link ErrorCode#INPUT_TOO_LARGE}
     */
    public Optional<ExactNumber> in(String answer) {
      return new NumberReader(answer, style).deciding().map(this::read);
    }

    /** Whether any number in an answer is this one. */
    public boolean isIn(String answer) {
      return new NumberReader(answer, style).all().stream().anyMatch(f -> read(f).sameAs(number));
    }

    /** Whether an answer begins with this number. */
    public boolean opens(String answer) {
      List<Found> all = new NumberReader(answer, style).all();
      return !all.isEmpty() && all.get(0).start() == 0 && read(all.get(0)).sameAs(number);
    }

    /** {@code 1.234} is one thousand and more only where just that whole number is expected. */
    private ExactNumber read(Found found) {
      if (style == Style.OPEN && found.digits().isAmbiguous()) {
        ExactNumber whole = new ExactNumber(new BigDecimal(found.digits().whole()));
        ExactNumber signed = found.number().numerator().signum() < 0 ? whole.negate() : whole;
        return signed.sameAs(number) ? signed : found.number();
      }
      return found.number();
    }
  }

  /** The number that the whole text is, blanks around it allowed; empty when there is more. */
  public static Optional<ExactNumber> whole(String text) {
    NumberReader reader = new NumberReader(text, Style.POINT);
    List<Found> all = reader.all();
    return all.size() == 1
            && reader.isBlank(0, all.get(0).start())
            && reader.isBlank(reader.pastPoint(all.get(0).end()), reader.text.length())
        ? Optional.of(all.get(0).number())
        : Optional.empty();
  }

  /** {@code 5.} is 5. */
  private int pastPoint(int end) {
    return end < text.length() && text.charAt(end) == '.' && isDigit(end - 1) ? end + 1 : end;
  }

  private boolean isBlank(int from, int to) {
    return Blank.isBlank(text.substring(from, to));
  }

  /** The last one in the last box that has one, else the last. */
  private Optional<Found> deciding() {
    List<Found> all = all();
    int box = text.lastIndexOf(BOX);
    if (box >= 0) {
      int end = text.indexOf('}', box + BOX.length());
      for (int i = all.size() - 1; i >= 0; i--) {
        if (all.get(i).start() >= box && (end < 0 || all.get(i).start() < end)) {
          return Optional.of(all.get(i));
        }
      }
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  private List<Found> all() {
    List<Found> found = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (!startsNumber(at)) {
        at++;
        continue;
      }
      int start = at;
      int end = bodyEnd(at);
      if (end - start > LONGEST) {
        throw new UnmeasurableException(
            ErrorCode.INPUT_TOO_LARGE, "A number has more than " + LONGEST + " digits.");
      }
      at = number(start, end, found);
    }
    return found;
  }

  private boolean startsNumber(int at) {
    // behind a word the point ends an abbreviation: No.10, Rs.500
    return isDigit(at)
        || (text.charAt(at) == '.' && isDigit(at + 1) && !isDigit(at - 1) && !isLetter(at - 1));
  }

  /** Reads the body and what belongs to it; gives where to go on. */
  private int number(int start, int bodyEnd, List<Found> found) {
    if (isPartOfAName(start) || isPower(start)) {
      return bodyEnd;
    }
    int date = Dates.end(text, start);
    if (date > start) {
      return date;
    }
    Digits digits = digits(start, bodyEnd);
    Optional<String> plain =
        isPair(digits, start, bodyEnd) ? Optional.empty() : digits.plain(style);
    if (plain.isEmpty() && digits.marks().contains(',')) {
      digits = digits.tail();
      plain = digits.plain(style);
    }
    if (plain.isEmpty()) {
      return bodyEnd; // a version, a date
    }
    int end = bodyEnd;
    String value = plain.get();
    int exponent = exponentEnd(end);
    if (exponent > end) {
      value += text.substring(end, exponent);
      end = exponent;
    }
    if (end < text.length() && text.charAt(end) == '^') {
      return end; // a power whose value nobody says
    }
    ExactNumber number = new ExactNumber(new BigDecimal(value));
    int slash = fractionEnd(end);
    if (slash < 0) {
      return -slash; // a date
    }
    if (slash > end) {
      number = fraction(number, text.substring(end + 1, slash));
      end = slash;
      number = mixed(found, number, start);
    }
    int signed = signStart(start);
    boolean negative = signed < start && text.substring(signed, start).indexOf('-') >= 0;
    found.add(new Found(negative ? number.negate() : number, digits, signed, end));
    return end;
  }

  /** {@code [1,2]} is the list of JSON, no fraction. */
  private boolean isPair(Digits digits, int start, int end) {
    return digits.marks().equals(List.of(','))
        && !digits.isAmbiguous()
        && start > 0
        && text.charAt(start - 1) == '['
        && end < text.length()
        && text.charAt(end) == ']';
  }

  /** {@code 3 1/2}: the whole number just before belongs to it. */
  private ExactNumber mixed(List<Found> found, ExactNumber fraction, int start) {
    if (found.isEmpty()) {
      return fraction;
    }
    Found before = found.get(found.size() - 1);
    boolean proper = fraction.numerator().compareTo(fraction.denominator()) < 0;
    boolean whole = before.digits().marks().isEmpty() && before.number().numerator().scale() <= 0;
    if (!proper || !whole || !text.substring(before.end(), start).equals(" ")) {
      return fraction;
    }
    found.remove(found.size() - 1);
    BigDecimal size = before.number().numerator().abs().multiply(fraction.denominator());
    ExactNumber sum = new ExactNumber(size.add(fraction.numerator()), fraction.denominator());
    return before.number().numerator().signum() < 0 ? sum.negate() : sum;
  }

  private static ExactNumber fraction(ExactNumber numerator, String below) {
    BigDecimal denominator = new BigDecimal(below);
    return denominator.signum() == 0
        ? numerator
        : new ExactNumber(numerator.numerator(), denominator);
  }

  private int bodyEnd(int start) {
    int at = start;
    while (at < text.length()) {
      if (isDigit(at)) {
        at++;
      } else if (at > start && isMark(at, start)) {
        at++;
      } else if (at == start && text.charAt(at) == '.') {
        at++;
      } else {
        break;
      }
    }
    return at;
  }

  /** Marks stand between digits; those that look like blanks only before exactly three. */
  private boolean isMark(int at, int start) {
    char c = text.charAt(at);
    if (!isDigit(at - 1) || !isDigit(at + 1)) {
      return false;
    }
    if (c == '.' || c == ',') {
      return text.charAt(start) != '.';
    }
    return GROUPS.indexOf(c) >= 0
        && isDigit(at + 2)
        && isDigit(at + 3)
        && !isDigit(at + 4)
        && leads(at, start);
  }

  /** Whether what stands before is one to three digits, or groups already. */
  private boolean leads(int at, int start) {
    String before = text.substring(start, at);
    boolean shortRun = before.length() <= 3 && before.charAt(0) != '0';
    boolean groups = before.indexOf(text.charAt(at)) > 0;
    return (shortRun || groups) && before.indexOf('.') < 0 && before.indexOf(',') < 0;
  }

  private Digits digits(int start, int end) {
    List<String> runs = new ArrayList<>();
    List<Character> marks = new ArrayList<>();
    int from = start;
    if (text.charAt(start) == '.') {
      return new Digits(List.of("0", text.substring(start + 1, end)), List.of('.'));
    }
    for (int i = start; i <= end; i++) {
      if (i == end || !isDigit(i)) {
        runs.add(text.substring(from, i));
        from = i + 1;
        if (i < end) {
          char c = text.charAt(i);
          marks.add(c == '.' || c == ',' ? c : Digits.GROUP);
        }
      }
    }
    return new Digits(runs, marks);
  }

  private int exponentEnd(int end) {
    int at = end;
    if (at >= text.length() || (text.charAt(at) != 'e' && text.charAt(at) != 'E')) {
      return end;
    }
    at++;
    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    int digits = at;
    while (isDigit(at)) {
      at++;
    }
    boolean fits = at > digits && at - digits <= MOST_EXPONENT_DIGITS && !isLetter(at);
    return fits ? at : end;
  }

  /**
   * Where the denominator ends; the end itself without one; negative for a date such as 1/2/2024.
   */
  private int fractionEnd(int end) {
    if (end >= text.length() || text.charAt(end) != '/' || !isDigit(end + 1)) {
      return end;
    }
    int at = end + 1;
    while (isDigit(at)) {
      at++;
    }
    boolean date = at < text.length() && text.charAt(at) == '/' && isDigit(at + 1);
    if (!date) {
      return at - end - 1 > LONGEST ? end : at;
    }
    while (at < text.length() && (isDigit(at) || text.charAt(at) == '/')) {
      at++;
    }
    return -at;
  }

  /** Where sign and currency begin, in either order; a minus between two values is no sign. */
  private int signStart(int start) {
    int at = start;
    boolean minus = false;
    while (at > 0) {
      char c = text.charAt(at - 1);
      boolean currency = Character.getType(c) == Character.CURRENCY_SYMBOL || c == '\\';
      boolean sign = (c == '-' || c == '+') && !minus;
      boolean gap =
          c == ' ' && at < start && isCurrency(at) && at > 1 && text.charAt(at - 2) == '-';
      if (sign && isBinary(at - 1)) {
        break;
      }
      if (!currency && !sign && !gap) {
        break;
      }
      minus |= sign;
      at--;
    }
    return at;
  }

  private boolean isCurrency(int at) {
    return Character.getType(text.charAt(at)) == Character.CURRENCY_SYMBOL;
  }

  /** In {@code 3-5} and {@code x-5} the minus subtracts; in {@code = -5} and {@code $-5} not. */
  private boolean isBinary(int at) {
    return at > 0
        && (isLetter(at - 1) || isDigit(at - 1) || ")]}".indexOf(text.charAt(at - 1)) >= 0);
  }

  /** The 2 of m2, the 19 of COVID-19, the 1 of x_1. */
  private boolean isPartOfAName(int start) {
    if (isLetter(start - 1)
        || (start > 1 && text.charAt(start - 1) == '_' && isLetter(start - 2))) {
      return true;
    }
    return start > 2
        && text.charAt(start - 1) == '-'
        && Character.isUpperCase(text.charAt(start - 2))
        && Character.isUpperCase(text.charAt(start - 3));
  }

  private boolean isPower(int start) {
    int at = start - 1;
    while (at >= 0 && "{-+ ".indexOf(text.charAt(at)) >= 0) {
      at--;
    }
    return at >= 0 && text.charAt(at) == '^';
  }

  private boolean isDigit(int at) {
    return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** Letters of scripts that put words apart: in others a number stands right beside a word. */
  private boolean isLetter(int at) {
    if (at < 0 || at >= text.length() || !Character.isLetter(text.charAt(at))) {
      return false;
    }
    return switch (Character.UnicodeScript.of(text.charAt(at))) {
      case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> false;
      default -> true;
    };
  }
}
