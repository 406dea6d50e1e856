package dev.assay.simulator.server;

import io.vertx.core.http.HttpServerResponse;

/** Writes the log to a client as fast as that reads, never the whole of it into memory. */
final class LogDownload {
  private static final int LINES = 500;

  private final RequestLog log;
  private final HttpServerResponse response;
  private final long end;
  private long next;
  private boolean gone;

  /**
   * A download.
   *
   * @param since the first id wanted
   * @param limit at most so many lines
   */
  LogDownload(RequestLog log, HttpServerResponse response, long since, long limit) {
    this.log = log;
    this.response = response;
    this.next = Math.max(since, log.first());
    this.end = Math.min(log.next(), limit >= log.next() - next ? log.next() : next + limit);
  }

  void start() {
    response.setChunked(true).putHeader("content-type", "application/x-ndjson");
    response.exceptionHandler(e -> gone = true);
    response.closeHandler(v -> gone = true);
    response.drainHandler(v -> proceed());
    proceed();
  }

  private void proceed() {
    while (!gone && !response.ended()) {
      // What was pushed out of the log meanwhile, or emptied by a reset, is not there any more.
      next = Math.max(next, log.first());
      long stop = Math.min(end, log.next());
      if (next >= stop) {
        var unused = response.end();
        return;
      }
      StringBuilder block = new StringBuilder(LINES * 260);
      for (long last = Math.min(stop, next + LINES); next < last; next++) {
        log.at(next).write(block);
      }
      var unused = response.write(block.toString());
      if (response.writeQueueFull()) {
        return;
      }
    }
  }
}
