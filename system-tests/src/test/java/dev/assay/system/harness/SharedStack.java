package dev.assay.system.harness;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one stack with two workers that all of them in this JVM share, so that each names
 * what it makes after itself, and counts nothing but that. It is started for the first, and ends
 * with the JVM: Surefire ends an engine, and with it all stores of JUnit, after each class.
 */
public final class SharedStack implements ParameterResolver {
  private static final int WARM_UP = 300;

  private static Stack stack;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stack.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return shared();
  }

  private static synchronized Stack shared() {
    if (stack == null) {
      stack = startWarm();
    }
    return stack;
  }

  /** The promises about time are about services that have made a call before. */
  private static Stack startWarm() {
    Stack started = Stack.start("shared", 2);
    Api api = started.api();
    api.importDataset("warm-up", Items.lines("warm-up", WARM_UP));
    api.simulatedOverHttp("warm-up", started.simulator(), Api.object());
    api.awaitEnd(api.launch(Items.launch("warm-up", "warm-up", 16)));
    return started;
  }
}
