package dev.assay.system.deploy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names under which Prometheus finds what the services count, out of their code. */
final class Meters {
  private static final Pattern REGISTERED =
      Pattern.compile(
          "(\\w+(?:\\.builder)?)\\(\\s*\"(assay\\.[a-z_.]+)\""
              + "|gauge\\(\\s*metrics,\\s*\"([a-z.]+)\"");

  private static final Set<String> NAMES = read();

  private Meters() {}

  /** Every name of a scrape of run-, worker- and scoring-service that begins with assay. */
  static Set<String> names() {
    return NAMES;
  }

  private static Set<String> read() {
    Set<String> names = new TreeSet<>();
    Matcher found = REGISTERED.matcher(Sources.code());
    while (found.find()) {
      if (found.group(3) != null) {
        names.add(name("assay.account." + found.group(3)));
      } else {
        String kind = found.group(1).toLowerCase(Locale.ROOT);
        String name = name(found.group(2));
        if (kind.contains("counter")) {
          names.add(name + "_total");
        } else if (kind.contains("timer")) {
          for (String part : List.of("count", "sum", "max", "bucket")) {
            names.add(name + "_seconds_" + part);
          }
        } else if (kind.contains("summary")) {
          for (String part : List.of("count", "sum", "max")) {
            names.add(name + "_" + part);
          }
        } else if (kind.contains("gauge")) {
          names.add(name);
        }
      }
    }
    return Set.copyOf(names);
  }

  private static String name(String meter) {
    return meter.replace('.', '_');
  }
}
