package dev.assay.run.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Cuts a list into parts, each for one message or one statement. */
public final class Parts {
  private Parts() {}

  /** The parts of so many at most, in the order of the list; none is empty. */
  public static <T> List<List<T>> of(List<T> all, int most) {
    return of(all, one -> 0, most, 0);
  }

  /**
   * The parts, in the order of the list; none is empty, and what is too long alone is one by
   * itself.
   *
   * @param chars how long one is
   * @param most in a part
   * @param mostChars of a part together
   */
  public static <T> List<List<T>> of(List<T> all, ToIntFunction<T> chars, int most, int mostChars) {
    List<List<T>> parts = new ArrayList<>();
    List<T> part = new ArrayList<>();
    int length = 0;
    for (T one : all) {
      int more = chars.applyAsInt(one);
      if (!part.isEmpty() && (part.size() >= most || length + more > mostChars)) {
        parts.add(part);
        part = new ArrayList<>();
        length = 0;
      }
      part.add(one);
      length += more;
    }
    if (!part.isEmpty()) {
      parts.add(part);
    }
    return parts;
  }
}
