package dev.assay.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.assay.common.testing.HouseRules;
import org.junit.jupiter.api.Test;

/** The rules of the house, kept by the simulated provider. */
class ArchitectureTest {
  private static final JavaClasses SIMULATOR = HouseRules.shipped("dev.assay.simulator");

  @Test
  void shouldLetTheSimulatorRunByItself() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.assay.simulator..",
            "dev.assay.common.json..",
            "com.fasterxml.jackson..",
            "io.vertx.core..",
            "java..")
        .because("it is started as a server of its own, and knows nothing of who asks it")
        .check(SIMULATOR);
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    HouseRules.noCyclesBelow("dev.assay.simulator").check(SIMULATOR);
  }

  @Test
  void shouldKeepPackagesSmall() {
    HouseRules.packagesHoldAtMost(15).check(SIMULATOR);
  }

  @Test
  void shouldNeverWaitOrSleep() {
    HouseRules.NO_SLEEP.check(SIMULATOR);
  }
}
