package dev.assay.run.verdict.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.common.message.ScoringTask;
import dev.assay.common.part.Answer;
import dev.assay.common.part.ScoringItem;
import dev.assay.common.part.UnitRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Puts null answers in the place of a model's. */
public final class NullCases {
  private static final String CONSTANT = "I do not know.";
  private static final int PER_SECTION = 10;

  private NullCases() {}

  /**
   * The cases of every null answer that can be made from the items. The same items, gate and seed
   * give the same cases.
   *
   * @param id names the cases' units, which are numbered from 0
   * @param items of the dataset, or a part of it
   * @param gate whose sections must be in the sample
   * @param sample at most so many items, and up to ten more of each section that the gate names
   * @param seed of the sample and the shuffle
   */
  public static Map<NullAnswer, List<ScoringTask.Unit>> of(
      UUID id, List<ScoringItem> items, Gate gate, int sample, long seed) {
    List<ScoringItem> chosen = sample(items, gate.sections(), sample, seed);
    Map<NullAnswer, List<ScoringTask.Unit>> cases = new EnumMap<>(NullAnswer.class);
    cases.put(NullAnswer.EMPTY, units(id, chosen, i -> TextNode.valueOf("")));
    cases.put(NullAnswer.CONSTANT, units(id, chosen, i -> TextNode.valueOf(CONSTANT)));
    cases.put(NullAnswer.ECHO, units(id, chosen, i -> echo(chosen.get(i).input())));
    // The sample is in random order already: the next one's value is a random other one's.
    List<ScoringItem> expecting = chosen.stream().filter(i -> i.expected() != null).toList();
    long values = expecting.stream().map(ScoringItem::expected).distinct().count();
    if (values > 1) {
      cases.put(
          NullAnswer.SHUFFLED,
          units(id, expecting, i -> text(expecting.get((i + 1) % expecting.size()).expected())));
    }
    return cases;
  }

  private static List<ScoringItem> sample(
      List<ScoringItem> items, Set<String> sections, int sample, long seed) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, items.size()).boxed().toList());
    Collections.shuffle(order, new Random(seed));
    Set<Integer> chosen = new LinkedHashSet<>(order.subList(0, Math.min(sample, order.size())));
    for (String section : sections) {
      order.stream()
          .filter(i -> section.equals(items.get(i).section()))
          .limit(PER_SECTION)
          .forEach(chosen::add);
    }
    return chosen.stream().map(items::get).toList();
  }

  private static List<ScoringTask.Unit> units(
      UUID id, List<ScoringItem> items, Function<Integer, JsonNode> output) {
    return IntStream.range(0, items.size())
        .mapToObj(
            i -> new ScoringTask.Unit(new UnitRef(id, i, 1), items.get(i), answer(output.apply(i))))
        .toList();
  }

  private static Answer answer(JsonNode output) {
    return new Answer(output, null, "stop", null, null, null, null, null, null, null, null, false);
  }

  private static JsonNode echo(JsonNode input) {
    if (input == null) {
      return TextNode.valueOf("");
    }
    JsonNode last = input.isArray() && !input.isEmpty() ? input.get(input.size() - 1) : null;
    return last != null && last.path("content").isTextual() ? last.get("content") : text(input);
  }

  // As a model would give it: JSON is text, too.
  private static JsonNode text(JsonNode value) {
    return value.isTextual() ? value : TextNode.valueOf(value.toString());
  }
}
