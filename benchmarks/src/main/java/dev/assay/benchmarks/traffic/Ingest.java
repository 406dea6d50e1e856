package dev.assay.benchmarks.traffic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.benchmarks.report.Times;
import dev.assay.benchmarks.stack.JsonHttp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends requests in batches, several at a time. */
final class Ingest {
  private final JsonHttp api;
  private final int senders;
  private final int batch;

  Ingest(JsonHttp api, int senders, int batch) {
    this.api = api;
    this.senders = senders;
    this.batch = batch;
  }

  /**
   * What was sent.
   *
   * @param records how many
   * @param seconds from the first to the last answer
   * @param times of each batch, from when it was due to its answer
   */
  record Sent(long records, double seconds, Times times) {
    double perSecond() {
      return records / seconds;
    }
  }

  /**
   * Sends records of some numbers.
   *
   * @param rate records a second that are due; 0 for as fast as they are taken
   */
  Sent send(long from, long count, int rate) throws Exception {
    long batches = count / batch;
    AtomicLong next = new AtomicLong();
    List<Double> times = Collections.synchronizedList(new ArrayList<>());
    long begun = System.nanoTime();
    ExecutorService pool = Executors.newFixedThreadPool(senders);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < senders; i++) {
        all.add(
            pool.submit(
                () -> {
                  for (long b = next.getAndIncrement(); b < batches; b = next.getAndIncrement()) {
                    times.add(one(from + b * batch, due(begun, b, rate)));
                  }
                }));
      }
      for (Future<?> sender : all) {
        sender.get();
      }
    } finally {
      pool.shutdownNow();
    }
    return new Sent(batches * batch, (System.nanoTime() - begun) / 1e9, new Times(times));
  }

  private long due(long begun, long number, int rate) {
    return rate == 0 ? System.nanoTime() : begun + number * batch * 1_000_000_000L / rate;
  }

  private double one(long from, long due) {
    String lines = Logged.lines(from, batch);
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    JsonNode taken = api.upload("/v1/traffic/requests", lines);
    if (taken.path("accepted").asInt() != batch) {
      throw new IllegalStateException("Not all were taken: " + taken);
    }
    return (System.nanoTime() - due) / 1e6;
  }
}
