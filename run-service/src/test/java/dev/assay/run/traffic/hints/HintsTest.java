package dev.assay.run.traffic.hints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.traffic.outcome.FieldTable;
import dev.assay.run.traffic.themes.naming.ThemeNames;
import dev.assay.run.verdict.summary.FieldSummary.Band;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HintsTest {
  private static final FieldTable.Kind NONE = new FieldTable.Kind(0, 0, null);

  private static List<String> steps(FieldTable.Field... fields) {
    return Hints.of(List.of(fields), List.of(), new ThemeNames(null, Map.of()), List.of(), false)
        .nextSteps();
  }

  private static FieldTable.Field field(FieldTable.Kind human, FieldTable.Kind inferred) {
    return new FieldTable.Field("total", 1, 4, 0.2, Band.POOR, human, inferred, List.of());
  }

  @Test
  void shouldNotCallRightWhatNobodyCorrected() {
    assertThat(steps(field(NONE, NONE))).hasSize(1);
    assertThat(steps(field(NONE, NONE)).get(0))
        .contains("Nobody corrected anything")
        .doesNotContain("95 %");
  }

  @Test
  void shouldSayWhatIsRightByWhatPeopleCorrected() {
    assertThat(steps(field(new FieldTable.Kind(5, 0, 1.0), NONE)).get(0)).contains("95 %");
    assertThat(steps(field(null, null)).get(0)).contains("Begin with total: 4 of 5 samples");
  }
}
