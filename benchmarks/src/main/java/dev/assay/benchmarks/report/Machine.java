package dev.assay.benchmarks.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Where numbers were taken.
 *
 * @param processor its model, as the system names it
 * @param cores that the JVM may use
 * @param memoryMb of the machine
 * @param system name and version of the operating system
 * @param java version of the JVM
 * @param load processes that wanted a core in the minute before: more than a little spoils numbers
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Machine(
    String processor, int cores, long memoryMb, String system, String java, double load) {

  /** This machine, now. Needs Linux. */
  public static Machine here() throws IOException {
    return new Machine(
        value(Path.of("/proc/cpuinfo"), "model name").orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Long.parseLong(value(Path.of("/proc/meminfo"), "MemTotal").orElse("0").replace(" kB", ""))
            / 1024,
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.runtime.version"),
        Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]));
  }

  /** A sentence for the head of a report. */
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "%s, %d cores, %,d MB, %s, Java %s; load before the start %.2f.",
        processor,
        cores,
        memoryMb,
        system,
        java,
        load);
  }

  private static java.util.Optional<String> value(Path file, String name) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }
}
