package dev.assay.run.platform.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.run.testing.RunServiceResources;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.context.SmallRyeThreadContext;
import io.smallrye.context.impl.ThreadContextProviderPlan;
import org.eclipse.microprofile.context.spi.ThreadContextProvider;
import org.junit.jupiter.api.Test;

/** What every callback of Mutiny captures: nothing of OpenTelemetry, which would slow all down. */
@QuarkusTest
@WithTestResource(RunServiceResources.class)
class UntracedCallbacksTest {
  @Test
  void shouldCaptureNothingOfTracing() {
    // When
    ThreadContextProviderPlan plan =
        SmallRyeThreadContext.getCurrentThreadContextOrDefaultContexts().getPlan();

    // Then
    assertThat(plan.unchangedProviders)
        .extracting(ThreadContextProvider::getThreadContextType)
        .containsExactly("OpenTelemetry");
    assertThat(plan.propagatedProviders)
        .extracting(ThreadContextProvider::getThreadContextType)
        .isNotEmpty()
        .doesNotContain("OpenTelemetry");
  }
}
