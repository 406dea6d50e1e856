package dev.assay.run.traffic.themes.naming;

import dev.assay.run.traffic.themes.Themes;
import jakarta.annotation.Nullable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A theme.
 *
 * @param terms the words it is about, the weightiest first
 * @param name what a model calls it; null where none was asked
 * @param notes how many speak of it
 * @param examples some of them
 */
@Schema(name = "NoteTheme")
public record NamedTheme(
    List<String> terms, @Nullable ThemeName name, int notes, List<Themes.Example> examples) {
  static NamedTheme of(Themes.Theme theme, ThemeName name) {
    return new NamedTheme(theme.terms(), name, theme.notes(), theme.examples());
  }
}
