package dev.assay.system.harness;

import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one stack with two workers that all of them share: started for the first, stopped
 * after the last.
 */
public final class SharedStack implements ParameterResolver {
  private static final ExtensionContext.Namespace SPACE =
      ExtensionContext.Namespace.create(SharedStack.class);

  private static final int WARM_UP = 300;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stack.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(SPACE)
        .computeIfAbsent(Stack.class, type -> startWarm(), Stack.class);
  }

  /** The promises about time are about services that have made a call before. */
  private static Stack startWarm() {
    Stack stack = Stack.start("shared", 2);
    Api api = stack.api();
    api.importDataset("warm-up", Items.lines("warm-up", WARM_UP));
    api.simulatedOverHttp("warm-up", stack.simulator(), Api.object());
    api.awaitEnd(api.launch(Items.launch("warm-up", "warm-up", 16)), Duration.ofSeconds(60));
    return stack;
  }
}
