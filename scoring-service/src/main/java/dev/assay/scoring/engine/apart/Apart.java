package dev.assay.scoring.engine.apart;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs a user's program (a schema, an expression, a pattern, a template) on a thread of its own.
 * Its steps are counted where it runs, and that is what ends it, the same on every machine. This is
 * the net below: a library that stays for long where nobody counts is interrupted, then left alone,
 * and whoever waited goes on. The limit is of computing time of that thread, so that a busy machine
 * does not change what a score is.
 */
public final class Apart {
  /** Far more computing time than the counted steps of any program take. */
  public static final Duration USUAL = Duration.ofSeconds(10);

  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final long STACK_BYTES = 4L * 1024 * 1024;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Duration limit;
  private final int size;
  private final Semaphore places;
  private final AtomicInteger abandoned = new AtomicInteger();
  private final AtomicInteger names = new AtomicInteger();

  /**
   * With room for so many programs at once, those that were given up and still run included.
   *
   * @param limit of computing time
   */
  public Apart(int places, Duration limit) {
    this.size = places;
    this.places = new Semaphore(places, true);
    this.limit = limit;
  }

  /**
   * Runs a program and waits for what it gives.
   *
   * @throws GivenUpException when it took too long, or when all places are held by such programs
   */
  public <T> T run(Supplier<T> program) {
    if (!entered()) {
      throw new GivenUpException("Programs that could not be ended hold all places.");
    }
    Run<T> run = new Run<>(program);
    Thread thread = new Thread(null, run, "assay-program-" + names.incrementAndGet(), STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      while (!run.done.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (computed(thread) > limit.toNanos() && run.giveUp()) {
          thread.interrupt();
          throw new GivenUpException(
              "The program took more than " + limit.toSeconds() + " s of computing time.");
        }
      }
    } catch (InterruptedException e) {
      run.giveUp();
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new GivenUpException("The process is ending.");
    }
    return run.result();
  }

  /** How many programs were given up and still run. */
  public int abandoned() {
    return abandoned.get();
  }

  /** Waits for a place, unless only programs that were given up stand in the way. */
  private boolean entered() {
    try {
      while (!places.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (abandoned.get() >= size) {
          return false;
        }
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static long computed(Thread thread) {
    return THREADS.getThreadCpuTime(thread.getId());
  }

  private final class Run<T> implements Runnable {
    private final Supplier<T> program;
    private final CountDownLatch done = new CountDownLatch(1);
    private T value;
    private Throwable fault;
    private boolean finished;
    private boolean givenUp;

    Run(Supplier<T> program) {
      this.program = program;
    }

    @Override
    public void run() {
      try {
        value = program.get();
      } catch (RuntimeException | Error e) {
        fault = e;
      } finally {
        leave();
      }
    }

    private synchronized void leave() {
      finished = true;
      if (givenUp) {
        abandoned.decrementAndGet();
      }
      places.release();
      done.countDown();
    }

    synchronized boolean giveUp() {
      if (finished) {
        return false;
      }
      givenUp = true;
      abandoned.incrementAndGet();
      return true;
    }

    T result() {
      if (fault instanceof RuntimeException e) {
        throw e;
      }
      if (fault instanceof Error e) {
        throw e;
      }
      return value;
    }
  }
}
