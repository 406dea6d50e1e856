package dev.assay.run.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.assay.common.testing.HouseRules;
import org.junit.jupiter.api.Test;

/** The rules of the house, kept by run-service. */
class ArchitectureTest {
  private static final String ROOT = "dev.assay.run";
  private static final JavaClasses RUN = HouseRules.shipped(ROOT);

  @Test
  void shouldInjectByConstructorOnly() {
    HouseRules.NO_FIELD_INJECTION.check(RUN);
  }

  @Test
  void shouldWaitForNothingButItsOwnStartAndEnd() {
    HouseRules.noBlockingAwait(
            "Bootstrap.run",
            "BrokerProducer.close",
            "Dispatcher.stop",
            "JudgeDispatcher.stop",
            "QueueListeners.stop")
        .check(RUN);
    HouseRules.NO_SLEEP.check(RUN);
  }

  @Test
  void shouldKeepSqlOutOfResources() {
    HouseRules.RESOURCES_HOLD_NO_SQL.check(RUN);
  }

  @Test
  void shouldKnowNoOtherService() {
    HouseRules.knowsNoOtherServiceThan(ROOT).check(RUN);
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    HouseRules.noCyclesBelow(ROOT).check(RUN);
  }

  @Test
  void shouldKeepPackagesSmall() {
    HouseRules.packagesHoldAtMost(15).check(RUN);
  }

  @Test
  void shouldUseOnlyWingsBelow() {
    Wings.layered(ROOT).check(RUN);
  }

  @Test
  void shouldFailWhenARunClimbsToWhatReadsIt() {
    // Given
    String planted = ROOT + ".architecture.planted";

    // When
    EvaluationResult result =
        Wings.layered(planted).evaluate(new ClassFileImporter().importPackages(planted));

    // Then
    assertThat(result.getFailureReport().getDetails()).anyMatch(line -> line.contains("Low"));
  }

  @Test
  void shouldDecideAndReadFromRowsOnly() {
    Wings.rowsOnly(ROOT).check(RUN);
  }

  @Test
  void shouldKeepFormulasPure() {
    Wings.pure(ROOT + ".verdict.statistics..", ROOT + ".preview.forecast..").check(RUN);
  }
}
