package dev.assay.cli.render.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.cli.render.Plain;
import dev.assay.cli.render.RunView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the sides of a comparison are called: by alias, name or model, whichever tells them apart,
 * and the beginning of the run's id where none does.
 */
final class SideNames {
  private static final int LONGEST = 30;

  private final Map<String, String> names;

  private SideNames(Map<String, String> names) {
    this.names = names;
  }

  /** Of a comparison as the server answers. */
  static SideNames of(JsonNode comparison) {
    List<JsonNode> sides = new ArrayList<>();
    comparison.path("sides").forEach(sides::add);
    for (String field : List.of("alias", "name", "model")) {
      Map<String, String> found = new LinkedHashMap<>();
      sides.forEach(side -> found.put(side.path("name").asText(), first(side, field)));
      if (!found.containsValue("") && Set.copyOf(found.values()).size() == sides.size()) {
        return new SideNames(found);
      }
    }
    return new SideNames(withIds(sides));
  }

  /** By what tells most of them apart, and the id where it does not. */
  private static Map<String, String> withIds(List<JsonNode> sides) {
    String best =
        Stream.of("alias", "name", "model")
            .filter(field -> sides.stream().noneMatch(side -> first(side, field).isEmpty()))
            .max(Comparator.comparingLong(field -> distinct(sides, field)))
            .orElse("name");
    Map<String, String> found = new LinkedHashMap<>();
    for (JsonNode side : sides) {
      String id = side.path("name").asText();
      String called = first(side, best);
      boolean alone = sides.stream().filter(s -> first(s, best).equals(called)).count() == 1;
      found.put(id, alone ? called : (called + " " + RunView.shortId(id)).strip());
    }
    return found;
  }

  private static long distinct(List<JsonNode> sides, String field) {
    return sides.stream().map(side -> first(side, field)).distinct().count();
  }

  /** Of one side, by the name that the comparison has for it. */
  String of(String side) {
    return names.getOrDefault(side, Plain.line(side, LONGEST));
  }

  private static String first(JsonNode side, String field) {
    // All runs of an alias share it; their names and models are those of one of them.
    boolean single = side.path("runs").size() == 1;
    String said = side.path("runs").path(0).path(field).asText("");
    String shown = single || field.equals("alias") ? said : side.path("name").asText();
    return Plain.line(shown, LONGEST);
  }
}
