package dev.assay.benchmarks.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.common.json.Json;
import java.util.function.IntFunction;

/** The work: short questions, each another one, with short answers. */
final class Questions {
  private Questions() {}

  /** The n-th question. */
  static String question(int n) {
    return "How much is " + n + " plus " + addend(n) + "?";
  }

  /** Its right answer. */
  static String answer(int n) {
    return Integer.toString(n + addend(n));
  }

  /** The first so many as items of a dataset, one line of JSON each. */
  static String items(int count) {
    return lines(
        count, n -> node().put("id", "q" + n).put("input", question(n)).put("expected", answer(n)));
  }

  /** The first so many as the simulated provider wants to know them. */
  static String answers(int count) {
    return lines(count, n -> node().put("input", question(n)).put("answer", answer(n)));
  }

  private static int addend(int n) {
    return (int) (n * 7919L % 1000);
  }

  private static String lines(int count, IntFunction<ObjectNode> line) {
    StringBuilder text = new StringBuilder(count * 64);
    for (int n = 0; n < count; n++) {
      text.append(line.apply(n)).append('\n');
    }
    return text.toString();
  }

  private static ObjectNode node() {
    return Json.mapper().createObjectNode();
  }
}
