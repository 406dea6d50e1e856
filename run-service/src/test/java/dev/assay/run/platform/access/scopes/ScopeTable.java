package dev.assay.run.platform.access.scopes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The table of the documents that says which key may do what. */
public final class ScopeTable {
  private static final Path FILE = Path.of("../docs/security.md");
  private static final String BEGIN = "<!-- scopes: generated, see ScopesTest -->\n";
  private static final String END = "<!-- end of scopes -->";

  private ScopeTable() {}

  /** As Markdown, a row for each path, with the methods under who may use them. */
  public static String of(Map<String, Set<String>> opened) {
    Map<String, Map<String, Set<String>>> rows = new TreeMap<>();
    opened.forEach(
        (route, may) -> {
          String[] parts = route.split(" ");
          for (String asker : may) {
            rows.computeIfAbsent(parts[1], path -> new LinkedHashMap<>())
                .computeIfAbsent(asker, who -> new TreeSet<>())
                .add(parts[0]);
          }
        });
    StringBuilder table = new StringBuilder("| path |");
    Routes.askers().forEach(asker -> table.append(' ').append(head(asker)).append(" |"));
    table.append("\n|---|").append("---|".repeat(Routes.askers().size())).append('\n');
    rows.forEach(
        (path, by) -> {
          table.append("| `").append(path).append("` |");
          Routes.askers()
              .forEach(
                  asker ->
                      table
                          .append(' ')
                          .append(String.join(" ", by.getOrDefault(asker, Set.of())))
                          .append(" |"));
          table.append('\n');
        });
    return table.toString().replace("|  |", "| |").replace("|  |", "| |");
  }

  private static String head(String asker) {
    return asker.equals(Routes.ANYBODY) ? asker : "`" + asker + "`";
  }

  /** Who may, by method and path, as the document has it. */
  public static Map<String, Set<String>> read() throws IOException {
    Map<String, Set<String>> opened = new TreeMap<>();
    List<String> askers = Routes.askers();
    for (String line : written().split("\n")) {
      String[] cells = line.split("\\|", -1);
      if (line.startsWith("| `/")) {
        String path = cells[1].trim().replace("`", "");
        for (int i = 0; i < askers.size(); i++) {
          String asker = askers.get(i);
          Arrays.stream(cells[i + 2].trim().split(" "))
              .filter(verb -> !verb.isEmpty())
              .forEach(
                  verb ->
                      opened
                          .computeIfAbsent(verb + " " + path, route -> new TreeSet<>())
                          .add(asker));
        }
      }
    }
    return opened;
  }

  /** What stands in the document. */
  public static String written() throws IOException {
    String text = Files.readString(FILE);
    return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
  }

  /** Puts it into the document. */
  public static void write(String table) throws IOException {
    String text = Files.readString(FILE);
    Files.writeString(
        FILE,
        text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
            + table
            + text.substring(text.indexOf(END)));
  }
}
