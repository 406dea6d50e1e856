package dev.assay.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.assay.common.testing.HouseRules;
import org.junit.jupiter.api.Test;

/** The rules of the house, kept by the command. */
class ArchitectureTest {
  private static final JavaClasses CLI = HouseRules.shipped("dev.assay.cli");

  @Test
  void shouldSpeakToServicesOverTheirWiresOnly() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.assay.run..", "dev.assay.worker..", "dev.assay.scoring..")
        .because("the command is a client of the public API, and starts services as processes")
        .check(CLI);
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    HouseRules.noCyclesBelow("dev.assay.cli").check(CLI);
  }

  @Test
  void shouldKeepPackagesSmall() {
    HouseRules.packagesHoldAtMost(15).check(CLI);
  }
}
