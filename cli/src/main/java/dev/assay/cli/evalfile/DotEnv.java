package dev.assay.cli.evalfile;

import dev.assay.cli.terminal.FileTrouble;
import dev.assay.cli.terminal.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables of a file {@code .env} beside an evaluation file: lines of {@code NAME=VALUE}, also
 * with {@code export} in front; the value plain, or in single or double quotes. Nothing in it is
 * run or expanded. They stand for {@code ${NAME}} in the evaluation file and nothing else.
 */
public final class DotEnv {
  private static final Pattern LINE =
      Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_]*)\\s*=\\s*(.*?)\\s*");
  private static final Pattern QUOTED =
      Pattern.compile("(?:'([^']*)'|\"((?:[^\"\\\\]|\\\\.)*)\")\\s*(?:#.*)?");

  private DotEnv() {}

  /**
   * The variables for a file.
   *
   * @param evalFile the evaluation file
   * @return empty when there is no {@code .env} beside it
   * @throws UsageException when a line cannot be read; it is named, and what it says is not
   */
  public static Map<String, String> beside(Path evalFile) {
    Path file = evalFile.toAbsolutePath().resolveSibling(".env");
    try {
      return read(file, Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (IOException e) {
      if (!Files.isRegularFile(file)) {
        return Map.of();
      }
      throw new UsageException("Cannot read " + file + " (" + FileTrouble.said(e) + ").", e);
    }
  }

  private static Map<String, String> read(Path file, List<String> lines) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      String value = matcher.matches() ? value(matcher.group(2)) : null;
      if (value == null) {
        // It may be a secret: the place is said, the text is not.
        throw new UsageException("%s, line %d: write NAME=VALUE.".formatted(file, i + 1));
      }
      variables.put(matcher.group(1), value);
    }
    return variables;
  }

  /** Null when a quote does not end. */
  private static String value(String text) {
    if (!text.startsWith("'") && !text.startsWith("\"")) {
      int comment = text.indexOf(" #");
      return (comment < 0 ? text : text.substring(0, comment)).strip();
    }
    Matcher matcher = QUOTED.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    return matcher.group(1) != null
        ? matcher.group(1)
        : matcher.group(2).replace("\\n", "\n").replaceAll("\\\\(.)", "$1");
  }
}
