package dev.assay.cli.command.library.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.assay.cli.command.Context;
import dev.assay.cli.command.ExitCode;
import dev.assay.cli.command.Server;
import dev.assay.cli.command.read.Reports;
import dev.assay.cli.command.stack.StatusCommand.Format;
import dev.assay.cli.stack.home.Secrets;
import dev.assay.cli.terminal.UsageException;
import dev.assay.link.secret.MasterKeys;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code assay providers rotate}: changes the master key that seals credentials. */
@Command(
    name = "rotate",
    mixinStandardHelpOptions = true,
    description = {
      "Seal every credential of all workspaces again under the current master key.",
      "For the local stack, or with --key-file, a new key is made first: it becomes the first line",
      "of the key file, and the one before it stays behind it, so that calls under way go on.",
      "For another server give it and its workers the new key before: ASSAY_MASTER_KEY, and the"
          + " old",
      "one in ASSAY_MASTER_KEYS_PREVIOUS, or both as lines of the key file. Needs an admin's key."
    })
final class RotateKey implements Callable<Integer> {
  private final Context context;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "The key file that the services share (default: the local stack's).")
  private Path keyFile;

  @Option(names = "--no-new-key", description = "Make no key; seal under the one that is current.")
  private boolean noNewKey;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  RotateKey(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    try (Server server = Server.find(context)) {
      Path file = noNewKey ? null : file();
      if (file != null) {
        Secrets.addMasterKey(file);
      }
      JsonNode done = server.client().post("/v1/providers/rotate", MissingNode.getInstance());
      long unreadable = done.path("unreadable").asLong();
      if (file != null && unreadable == 0) {
        Secrets.forgetOldMasterKeys(file);
      }
      switch (format) {
        case json -> context.console().out().println(Reports.json(done));
        case text -> say(done, unreadable);
      }
      return unreadable == 0 ? ExitCode.PASS : ExitCode.RUN_FAILED;
    }
  }

  private Path file() {
    if (keyFile == null && !Server.isLocal(context)) {
      return null;
    }
    if (!context.environment().getOrDefault(MasterKeys.VARIABLE, "").isBlank()) {
      throw new UsageException(
          MasterKeys.VARIABLE
              + " is set and goes before any key file. Give the services the new key there and the"
              + " old one in "
              + MasterKeys.PREVIOUS
              + ", then run this with --no-new-key.");
    }
    return keyFile != null
        ? keyFile
        : context.localStack().layout().secrets().resolve("master-key");
  }

  private void say(JsonNode done, long unreadable) {
    context
        .console()
        .out()
        .println(
            "%d credentials sealed again, %d were under the current key already"
                .formatted(done.path("resealed").asLong(), done.path("already_current").asLong()));
    if (unreadable > 0) {
      context
          .console()
          .say(
              unreadable
                  + " could not be opened by any key of the server and stay as they were; its log"
                  + " names them. Give them again, or bring the missing key back.");
    }
  }
}
