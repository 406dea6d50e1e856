package dev.assay.simulator.server;

import dev.assay.simulator.script.SimScript;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Consumer;

/** Plays a script to an HTTP client. */
final class ScriptResponse {
  private final Vertx vertx;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Consumer<Boolean> ended;
  private SimScript script;
  private int next;
  private long timer = -1;
  private boolean over;

  /**
   * A response.
   *
   * @param ended told once whether the client closed the connection before it was complete
   */
  ScriptResponse(Vertx vertx, HttpServerRequest request, Consumer<Boolean> ended) {
    this.vertx = vertx;
    this.request = request;
    this.response = request.response();
    this.ended = ended;
  }

  void play(SimScript toPlay) {
    script = toPlay;
    response.closeHandler(v -> closedByClient());
    response.exceptionHandler(e -> closedByClient());
    after(script.beforeHeadMs(), this::head);
  }

  private void closedByClient() {
    if (!over) {
      vertx.cancelTimer(timer);
      over(true);
    }
  }

  private void over(boolean closedByClient) {
    over = true;
    ended.accept(closedByClient);
  }

  private void after(long ms, Runnable step) {
    if (over) {
      return;
    }
    if (ms <= 0) {
      step.run();
    } else {
      timer = vertx.setTimer(ms, id -> step.run());
    }
  }

  private void head() {
    if (script.ending() == SimScript.Ending.RESET) {
      close();
      return;
    }
    response.setStatusCode(script.status());
    script.headers().forEach(response::putHeader);
    if (script.ending() == SimScript.Ending.END && script.pieces().size() == 1) {
      finish(script.pieces().get(0));
      return;
    }
    response.setChunked(true);
    piece();
  }

  private void piece() {
    if (over) {
      return;
    }
    boolean last = next >= script.pieces().size() - 1;
    if (next < script.pieces().size()) {
      Buffer piece = script.pieces().get(next++);
      if (last && script.ending() == SimScript.Ending.END) {
        finish(piece);
        return;
      }
      var unused = response.write(piece);
    }
    if (last) {
      ending();
    } else {
      after(script.betweenPiecesMs(), this::piece);
    }
  }

  private void ending() {
    switch (script.ending()) {
      case END -> finish(Buffer.buffer());
      case CUT, RESET -> close();
      case SILENCE -> {
        // Nothing more until the client gives up and closes.
      }
    }
  }

  private void finish(Buffer last) {
    over(false);
    var unused = response.end(last);
  }

  private void close() {
    over(false);
    var unused = request.connection().close();
  }
}
