package dev.assay.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Rules that cannot fail hold nothing: each is broken on purpose. */
class HouseRulesTest {
  private static final String PLANTED = "dev.assay.common.testing.planted";
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(PLANTED);

  @Test
  void shouldFailOnACircleOfPackages() {
    assertThat(HouseRules.noCyclesBelow(PLANTED).evaluate(CLASSES).hasViolation()).isTrue();
  }

  @Test
  void shouldFailOnARoomThatHoldsTooMuch() {
    // When
    var details =
        HouseRules.packagesHoldAtMost(1).evaluate(CLASSES).getFailureReport().getDetails();

    // Then
    assertThat(details).singleElement().asString().contains("planted.second holds 2");
    assertThat(HouseRules.packagesHoldAtMost(2).evaluate(CLASSES).hasViolation()).isFalse();
  }
}
