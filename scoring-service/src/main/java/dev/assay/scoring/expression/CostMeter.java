package dev.assay.scoring.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.assay.common.error.ErrorCode;
import dev.assay.common.pattern.PatternWeight;
import dev.assay.scoring.scorer.UnmeasurableException;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationListener;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what an evaluation does and ends it when it has done too much. Each evaluated part is a
 * step. What a function does with whole texts, lists and maps is counted when its arguments are
 * known, before it is called: one call of {@code in}, {@code ==}, {@code +}, {@code contains} or
 * {@code matches} may touch everything that it is given.
 */
final class CostMeter implements CelEvaluationListener {
  static final String TOO_COSTLY = "The expression costs too much on this answer.";

  private static final long MOST = 1_000_000;
  private static final int CHARACTERS_PER_STEP = 32;
  private static final int ELEMENTS_PER_STEP = 2;
  // of the library's search, whose worst case is the product of both lengths
  private static final int COMPARISONS_PER_STEP = 2048;
  private static final int INSTRUCTIONS_PER_STEP = 32;

  private final CallArguments calls;
  private final Map<Long, Object> first = new HashMap<>();
  private long spent;

  CostMeter(CallArguments calls) {
    this.calls = calls;
  }

  @Override
  public void callback(CelExpr expression, Object value) {
    spend(1);
    if (value instanceof String text) {
      spend(text.length() / CHARACTERS_PER_STEP);
    }
    CallArguments.Place place = calls.place(expression.id());
    if (place != null) {
      argument(place, value);
    }
    if (Thread.interrupted()) {
      spend(MOST);
    }
  }

  private void argument(CallArguments.Place place, Object value) {
    switch (place.function()) {
      case "size", "_[_]", "_[?_]", "@not_strictly_false", "_?_:_", "_&&_", "_||_" -> {}
      case "contains" -> {
        Object text = first.put(place.call(), value);
        if (place.last() && text instanceof String t && value instanceof String wanted) {
          spend((long) t.length() * wanted.length() / COMPARISONS_PER_STEP);
        }
      }
      case "matches" -> {
        Object text = first.put(place.call(), value);
        if (place.last() && value instanceof String pattern) {
          match(text instanceof String t ? t : "", pattern);
        }
      }
      default -> whole(value);
    }
  }

  /** A pattern may be a value of the item: it is weighed before it is compiled. */
  private void match(String text, String pattern) {
    if (PatternWeight.isTooHeavy(pattern)) {
      spend(MOST);
    }
    try {
      long program = Pattern.compile(pattern).programSize();
      spend(program + (text.length() + 1L) * program / INSTRUCTIONS_PER_STEP);
    } catch (PatternSyntaxException e) {
      spend(pattern.length()); // the function itself says what is wrong
    }
  }

  /** Everything below a value, as deep as it goes. */
  private void whole(Object value) {
    if (value instanceof Collection<?> list) {
      spend(list.size() / ELEMENTS_PER_STEP);
      for (Object element : list) {
        below(element);
      }
    } else if (value instanceof Map<?, ?> map) {
      spend(map.size() / ELEMENTS_PER_STEP);
      map.forEach(
          (key, element) -> {
            below(key);
            below(element);
          });
    }
  }

  private void below(Object value) {
    if (value instanceof String text) {
      spend(text.length() / CHARACTERS_PER_STEP);
    } else {
      whole(value);
    }
  }

  private void spend(long steps) {
    spent += steps;
    if (exhausted()) {
      throw new UnmeasurableException(ErrorCode.EXPRESSION_FAILED, TOO_COSTLY);
    }
  }

  boolean exhausted() {
    return spent > MOST || spent < 0;
  }
}
