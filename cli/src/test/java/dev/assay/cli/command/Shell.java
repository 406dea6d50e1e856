package dev.assay.cli.command;

import dev.assay.cli.Assay;
import dev.assay.cli.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Runs the command inside the test and keeps what it printed. */
public final class Shell {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();

  public Shell(Path home) {
    environment.put("ASSAY_HOME", home.toString());
  }

  public Shell with(FakeServer server) {
    environment.put("ASSAY_URL", server.url());
    environment.put("ASSAY_API_KEY", "as_key");
    return this;
  }

  public Shell set(String name, String value) {
    environment.put(name, value);
    return this;
  }

  public int run(String... args) {
    out.reset();
    err.reset();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false,
            100);
    return Assay.execute(new Context(console, environment), args);
  }

  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  public String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
