package dev.assay.scoring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Tables of forms among the test resources: tab-separated, escapes for what cannot be seen. */
public final class Forms {
  private Forms() {}

  /** The rows of {@code forms/NAME} without comments, their escapes read. */
  public static List<List<String>> rows(String name) {
    try (InputStream in = Forms.class.getResourceAsStream("/forms/" + name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n"))
          .filter(line -> !line.startsWith("#") && !line.isEmpty())
          .map(line -> Arrays.stream(line.split("\t", -1)).map(Forms::unescaped).toList())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\\' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      char escape = text.charAt(++i);
      if (escape == 'u') {
        out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
        i += 4;
      } else {
        out.append(escape == 'n' ? '\n' : escape == 't' ? '\t' : escape);
      }
    }
    return out.toString();
  }
}
