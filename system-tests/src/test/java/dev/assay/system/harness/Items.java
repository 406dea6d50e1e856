package dev.assay.system.harness;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Items with texts of their own, so that each call can be found in the provider's log. Numbered
 * from 1, as positions in a dataset are.
 */
public final class Items {
  private Items() {}

  /** The input of an item. */
  public static String input(String topic, int position) {
    return "Question " + position + " about " + topic;
  }

  /** The expected answer of an item. */
  public static String expected(String topic, int position) {
    return "Answer number " + position + " about " + topic;
  }

  /** JSON lines for an import. */
  public static List<String> lines(String topic, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i -> {
              ObjectNode item = Api.object().put("id", topic + "-" + i);
              item.put("input", input(topic, i)).put("expected", expected(topic, i));
              return item.put("section", "part-" + i % 3).toString();
            })
        .toList();
  }

  /** The same items as the simulator's right answers. */
  public static List<String> answers(String topic, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            i ->
                Api.object()
                    .put("input", input(topic, i))
                    .put("answer", expected(topic, i))
                    .toString())
        .toList();
  }

  /** A launch over all items of a dataset, with two scorers. */
  public static ObjectNode launch(String dataset, String provider, int concurrency) {
    ObjectNode run = Api.object().put("name", dataset).put("concurrency", concurrency);
    run.putObject("target").put("provider", provider).put("model", "simulated");
    run.withObject("/target/prompt").put("user", "{{input}}");
    run.putObject("dataset").put("name", dataset);
    run.putArray("scorers").add(Api.object().put("id", "exact_match").put("threshold", 1));
    run.withArray("scorers").add("levenshtein");
    return run;
  }
}
