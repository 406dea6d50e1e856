package dev.assay.cli.command;

import dev.assay.cli.stack.LocalStack;
import dev.assay.cli.stack.home.Layout;
import dev.assay.cli.terminal.Console;
import java.util.Map;

/**
 * What every subcommand needs.
 *
 * @param console where to write
 * @param environment variables of this process
 */
public record Context(Console console, Map<String, String> environment) {

  /** The local stack of this environment's home. */
  public LocalStack localStack() {
    return new LocalStack(Layout.of(environment));
  }
}
