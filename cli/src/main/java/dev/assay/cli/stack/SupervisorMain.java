package dev.assay.cli.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.assay.cli.stack.home.Layout;
import dev.assay.cli.stack.home.Lease;
import dev.assay.cli.stack.home.StackException;
import dev.assay.common.json.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The process behind {@code assay up}: holds the lock of its home, starts the stack, restarts what
 * dies, and stops everything when it is told to, or when the command it is attached to is gone.
 */
public final class SupervisorMain {
  /** Makes the stack end with the command that started it. */
  static final String ATTACHED = "--attached";

  private static final Logger LOG = Logger.getLogger(SupervisorMain.class);

  private SupervisorMain() {}

  /**
   * Runs until the stack is stopped.
   *
   * @param args {@code HOME INSTALL WORKERS [--attached]}
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Layout layout = new Layout(Path.of(args[0]));
    int workers = Integer.parseInt(args[2]);
    boolean attached = Arrays.asList(args).contains(ATTACHED);
    CountDownLatch stop = new CountDownLatch(1);
    Signals.open(stop);
    if (attached) {
      watchParent(stop);
    }
    int code = 0;
    try (FileChannel channel = openLock(layout);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        tell(StackEvent.Kind.FAILED, "A stack already runs on " + layout.home() + ".");
        code = 2;
      } else {
        code = run(layout, Path.of(args[1]), workers, stop);
      }
    }
    System.exit(code);
  }

  /** What the command line of the supervisor of a home contains. */
  static String marker(Layout layout) {
    return "-Dassay.process=supervisor@" + layout.home();
  }

  private static int run(Layout layout, Path install, int workers, CountDownLatch stop)
      throws InterruptedException, IOException {
    StackRunner runner = null;
    int code = 0;
    try {
      runner = new StackRunner(layout, install, workers, text -> tell(StackEvent.Kind.STEP, text));
      runner.up();
      LOG.infof("stack ready url=%s", runner.url());
      tell(StackEvent.Kind.READY, runner.url());
      Lease lease = new Lease(layout);
      while (!stop.await(1, TimeUnit.SECONDS)) {
        if (lease.left().filter(Duration::isNegative).isPresent()) {
          LOG.info("stack unused for as long as it was to stay");
          break;
        }
      }
    } catch (StackException e) {
      LOG.error("stack cannot start", e);
      tell(StackEvent.Kind.FAILED, e.getMessage());
      code = 2;
    } finally {
      if (runner != null) {
        LOG.info("stack stopping");
        runner.down();
        Files.deleteIfExists(layout.state());
        LOG.info("stack stopped");
      }
    }
    return code;
  }

  private static FileChannel openLock(Layout layout) throws IOException {
    return FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void watchParent(CountDownLatch stop) {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  LOG.debug("input ignored");
                }
              } catch (IOException e) {
                LOG.info("lost the command that started this stack");
              }
              stop.countDown();
            },
            "parent");
    watch.setDaemon(true);
    watch.start();
  }

  private static synchronized void tell(StackEvent.Kind kind, String text) {
    try {
      System.out.println(Json.mapper().writeValueAsString(new StackEvent(kind, text)));
    } catch (JsonProcessingException e) {
      throw new StackException("Cannot tell what happened: " + text, e);
    }
  }
}
