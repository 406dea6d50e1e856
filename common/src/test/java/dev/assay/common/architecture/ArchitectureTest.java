package dev.assay.common.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.assay.common.testing.HouseRules;
import org.junit.jupiter.api.Test;

/** The rules of the house, kept by the contracts. */
class ArchitectureTest {
  private static final JavaClasses COMMON = HouseRules.shipped("dev.assay.common");

  @Test
  void shouldHoldContractsOnly() {
    HouseRules.CONTRACTS_ARE_PLAIN.check(COMMON);
  }

  @Test
  void shouldInjectNothing() {
    HouseRules.NO_FIELD_INJECTION.check(COMMON);
  }

  @Test
  void shouldNeverWaitOrSleep() {
    HouseRules.noBlockingAwait().check(COMMON);
    HouseRules.NO_SLEEP.check(COMMON);
  }

  @Test
  void shouldKnowNoService() {
    HouseRules.knowsNoOtherServiceThan("dev.assay.common").check(COMMON);
  }

  @Test
  void shouldHaveNoCyclesBetweenPackages() {
    HouseRules.noCyclesBelow("dev.assay.common").check(COMMON);
  }

  @Test
  void shouldKeepPackagesSmall() {
    HouseRules.packagesHoldAtMost(15).check(COMMON);
  }
}
