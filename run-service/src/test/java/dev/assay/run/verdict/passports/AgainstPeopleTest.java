package dev.assay.run.verdict.passports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.assay.run.verdict.statistics.Confusion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgainstPeopleTest {
  @Test
  void shouldGiveWilsonsIntervalsForTheShares() {
    // Given 47 of 50 that people passed and 5 of 10 that they failed: values known from statsmodels
    AgainstPeople against = AgainstPeople.of(new Confusion(47, 3, 5, 5), 2);

    // Then
    assertThat(against.labels()).isEqualTo(60);
    assertThat(against.disputed()).isEqualTo(2);
    assertThat(against.truePositiveRate()).isCloseTo(0.94, within(1e-12));
    assertThat(against.truePositiveRateInterval().lower())
        .isCloseTo(0.8378290831116182, within(1e-9));
    assertThat(against.truePositiveRateInterval().upper())
        .isCloseTo(0.979385029651026, within(1e-9));
    assertThat(against.trueNegativeRateInterval().lower())
        .isCloseTo(0.23659309051256394, within(1e-9));
    assertThat(against.trueNegativeRateInterval().upper())
        .isCloseTo(0.7634069094874361, within(1e-9));
    assertThat(against.issued()).isTrue();
    assertThat(against.message()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 | 0 | 0 | No answer that it judged has a person's label.",
        "1 | 0 | 0 | 0 | Of its answers 1 is labelled and 30 are needed.",
        "14 | 0 | 0 | 15 | Of its answers 29 are labelled and 30 are needed.",
        "40 | 0 | 0 | 4 | Of its labelled answers people passed 40 and failed 4; 5 of each are needed.",
        "20 | 20 | 20 | 20 | Against people it is no better than chance: true-positive and"
            + " true-negative rate come to no more than 1.",
      })
  void shouldSayWhatIsMissing(long tp, long fn, long fp, long tn, String sentence) {
    // When
    AgainstPeople against = AgainstPeople.of(new Confusion(tp, fn, fp, tn), 0);

    // Then
    assertThat(against.issued()).isFalse();
    assertThat(against.message()).isEqualTo(sentence);
  }

  @Test
  void shouldCorrectARateThatTheJudgeFlatters() {
    // Given a judge that lets 20 of 40 bad answers pass, and says that 70 of 100 are good
    AgainstPeople against = AgainstPeople.of(new Confusion(40, 0, 20, 20), 0);

    // When
    JudgedRate rate = JudgedRate.of("p", 100, 70, 1, against);

    // Then 40 good ones and half of 60 bad ones make 70
    assertThat(rate.passRate()).isEqualTo(0.7);
    assertThat(rate.correctedPassRate()).isCloseTo(0.4, within(1e-12));
    assertThat(rate.correctedPassRateInterval().lower()).isLessThan(0.4);
    assertThat(rate.correctedPassRateInterval().upper()).isGreaterThan(0.4);
    assertThat(rate.message()).isNull();
  }

  @Test
  void shouldKeepACorrectedRateWithinWhatARateCanBe() {
    // Given fewer passes than the judge gives to bad answers alone
    AgainstPeople against = AgainstPeople.of(new Confusion(40, 0, 20, 20), 0);

    // Then
    assertThat(JudgedRate.of("p", 100, 30, 1, against).correctedPassRate()).isZero();
    assertThat(JudgedRate.of("p", 100, 100, 1, against).correctedPassRate()).isEqualTo(1);
  }

  @Test
  void shouldNotTakeRepeatsForMoreEvidence() {
    // Given
    AgainstPeople against = AgainstPeople.of(new Confusion(400, 20, 20, 400), 0);

    // Then
    assertThat(JudgedRate.of("p", 500, 350, 5, against).correctedPassRateInterval())
        .isEqualTo(JudgedRate.of("p", 100, 70, 1, against).correctedPassRateInterval());
  }

  @Test
  void shouldNotCorrectWithoutAPassport() {
    // When
    JudgedRate rate = JudgedRate.of("p", 10, 7, 1, AgainstPeople.NOBODY);

    // Then
    assertThat(rate.passRate()).isEqualTo(0.7);
    assertThat(rate.correctedPassRate()).isNull();
    assertThat(rate.correctedPassRateInterval()).isNull();
    assertThat(rate.message())
        .isEqualTo(
            "The pass rate cannot be corrected: the judge has no passport. No answer that it judged"
                + " has a person's label.");
  }
}
