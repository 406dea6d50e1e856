package dev.assay.run.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PartsTest {
  private static List<List<String>> parts(int most, int mostChars, String... all) {
    return Parts.of(List.of(all), String::length, most, mostChars);
  }

  @Test
  void shouldBeginAnotherPartWhenThereAreTooMany() {
    // When
    List<List<String>> parts = parts(2, 100, "a", "b", "c", "d", "e");

    // Then
    assertThat(parts).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
  }

  @Test
  void shouldBeginAnotherPartWhenTheyAreTooLong() {
    // When
    List<List<String>> parts = parts(10, 4, "aa", "bb", "c", "dddd", "e");

    // Then
    assertThat(parts)
        .containsExactly(List.of("aa", "bb"), List.of("c"), List.of("dddd"), List.of("e"));
  }

  @Test
  void shouldLeaveWhatIsTooLongInAPartOfItsOwn() {
    // When
    List<List<String>> parts = parts(10, 4, "a", "bbbbbbbb", "c");

    // Then
    assertThat(parts).containsExactly(List.of("a"), List.of("bbbbbbbb"), List.of("c"));
  }

  @Test
  void shouldMakeNoPartOfNothing() {
    // When
    List<List<String>> parts = parts(10, 4);

    // Then
    assertThat(parts).isEmpty();
  }
}
