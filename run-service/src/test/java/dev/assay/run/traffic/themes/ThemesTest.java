package dev.assay.run.traffic.themes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.traffic.themes.Themes.Note;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThemesTest {
  @Test
  void shouldPutNotesTogetherThatSpeakOfTheSame() {
    // Given
    List<Note> notes =
        List.of(
            new Note("1", "the currency is USD, not EUR"),
            new Note("2", "date has day and month swapped"),
            new Note("3", "Currency should be GBP"),
            new Note("4", "day and month of the date are swapped again"),
            new Note("5", "wrong currency: dollars"),
            new Note("6", "vendor is spelled with an umlaut"));

    // When
    List<Themes.Theme> themes = Themes.of(notes);

    // Then
    assertThat(themes).hasSize(2);
    assertThat(themes.get(0).notes()).isEqualTo(3);
    assertThat(themes.get(0).terms()).startsWith("currency");
    assertThat(themes.get(0).examples()).extracting(Themes.Example::itemId).contains("1", "3", "5");
    assertThat(themes.get(1).terms()).containsExactly("date", "day", "month");
  }

  @Test
  void shouldFindNoThemeInNotesThatHaveNothingInCommonOrSayNothing() {
    assertThat(Themes.of(List.of())).isEmpty();
    assertThat(Themes.of(List.of(new Note("1", "!!"), new Note("2", "the")))).isEmpty();
    assertThat(Themes.of(List.of(new Note("1", "currency"), new Note("2", "vendor")))).isEmpty();
  }
}
