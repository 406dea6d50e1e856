package dev.assay.system.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** A secret, looked for as it is, URL-encoded, and in base64 wherever it begins in the text. */
public final class Needle {
  private final List<String> forms = new ArrayList<>();

  /** Looks for a secret. */
  public Needle(String secret) {
    forms.add(secret);
    forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      // The first and the last characters depend on what stands around.
      String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(shifted);
      String core = base64.substring(4, base64.length() - 4);
      forms.add(core);
      forms.add(core.replace('-', '+').replace('_', '/'));
    }
  }

  /** The forms that are in a text; empty when there is none. */
  public List<String> in(String text) {
    return forms.stream().filter(text::contains).toList();
  }

  /** The files below a folder, of any kind, that hold a form. */
  public List<String> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> found = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        read(file).stream()
            .flatMap(text -> in(text).stream())
            .forEach(f -> found.add(file + ": " + f));
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As bytes, one character each; a file that goes away meanwhile holds nothing any more. */
  private static List<String> read(Path file) throws IOException {
    try {
      return List.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
