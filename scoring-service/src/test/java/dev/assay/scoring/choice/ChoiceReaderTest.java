package dev.assay.scoring.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scoring.Forms;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which answers name a choice: {@code forms/choices.tsv}. */
class ChoiceReaderTest {
  private static final List<String> CITIES = List.of("Paris", "Rome", "Oslo", "Bern");

  record Form(int choices, String letters, String answer) {}

  static List<Form> forms() {
    return Forms.rows("choices.tsv").stream()
        .map(row -> new Form(Integer.parseInt(row.get(0)), row.get(1), row.get(2)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void shouldReadTheChoice(Form form) {
    // Given
    List<String> choices =
        form.choices() == CITIES.size()
            ? CITIES
            : IntStream.range(0, form.choices()).mapToObj(i -> "opt " + i).toList();
    // When
    ChoiceReader.Reading read = new ChoiceReader(form.choices(), choices).read(form.answer());
    // Then
    Set<String> letters =
        read.letters().stream()
            .map(String::valueOf)
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    assertThat(letters.isEmpty() ? "-" : String.join(",", letters))
        .as("by " + read.rule())
        .isEqualTo(form.letters());
  }

  @ParameterizedTest
  @CsvSource({
    "Yes|No,The answer is no.,B",
    "Yes|No,The answer is no longer known.,-",
    "Yes|No,'Yes, there is no doubt.',A",
    "True|False,The answer is False.,B",
    "True|False,It is true.,A",
    "Correct|Incorrect,The answer is correct.,A",
    "12|24|3.5|1/2,The answer is 24.,B",
    "12|24|3.5|1/2,The answer is 3.5,C",
    "12|24|3.5|1/2,The answer is 1/2.,D",
    "The nucleus|The ribosome,Answer: Ribosome,B",
    "A dog|None of the above,The answer is none of the above.,B"
  })
  void shouldReadAChoiceByItsText(String choices, String answer, String letter) {
    List<String> texts = List.of(choices.split("\\|"));
    Set<Character> read = new ChoiceReader(texts.size(), texts).read(answer).letters();
    assertThat(read.isEmpty() ? "-" : read.iterator().next().toString()).isEqualTo(letter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"answer ", "answer is is is ", "answer 1 2 3 4 ", "A, B, C, "})
  void shouldReadRepeatedMarkersInLinearTime(String unit) {
    String text = "x " + unit.repeat(20_000) + "\nFinal answer: B";
    assertThat(new ChoiceReader(4, CITIES).read(text).letters()).containsExactly('B');
  }

  @Test
  void shouldMeasureOnEnoughForms() {
    assertThat(forms()).hasSizeGreaterThanOrEqualTo(120).doesNotHaveDuplicates();
  }

  @Test
  void shouldReadALongAnswerInLinearTime() {
    String text = "A ".repeat(100_000) + "x".repeat(200_000) + " The answer is B.";
    assertThat(new ChoiceReader(4, CITIES).read(text).letters()).containsExactly('B');
  }
}
