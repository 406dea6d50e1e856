package dev.assay.run.traffic.themes.naming;

import dev.assay.run.traffic.themes.Themes;
import jakarta.annotation.Nullable;
import java.util.List;
import java.util.Map;

/**
 * What models call the themes of a run.
 *
 * @param newest the last time that one was asked; null for never
 * @param byTerms the names of the last time that some came, by the terms of their theme
 */
public record ThemeNames(@Nullable ThemeNaming newest, Map<List<String>, ThemeName> byTerms) {
  /** Themes with their names: what was another theme when the model was asked has none. */
  public List<NamedTheme> on(List<Themes.Theme> themes) {
    return themes.stream().map(theme -> NamedTheme.of(theme, byTerms.get(theme.terms()))).toList();
  }
}
