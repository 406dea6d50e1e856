package dev.assay.worker.testing;

import dev.assay.link.egress.EgressRules;
import dev.assay.worker.wire.HeaderLookup;
import dev.assay.worker.wire.HttpTransport;
import dev.assay.worker.wire.NameLookup;
import dev.assay.worker.wire.WireFault;
import dev.assay.worker.wire.WireListener;
import dev.assay.worker.wire.WireRequest;
import dev.assay.worker.wire.way.EgressWay;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.VertxInternal;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A transport as a worker has it, asked one request after the other. */
public final class Asking {
  private final Context context;
  private final HttpTransport transport;

  /** With what the operator admits, who looks names up, and the operator's environment. */
  public Asking(Vertx vertx, String allow, NameLookup names, Map<String, String> environment) {
    context = ((VertxInternal) vertx).createEventLoopContext();
    transport =
        new HttpTransport(
            vertx, context, 10, EgressRules.of(allow), names, EgressWay.of(environment::get));
  }

  /** The status, or the kind of the fault and its words. */
  public String of(String url) {
    CompletableFuture<String> heard = new CompletableFuture<>();
    context.runOnContext(
        v ->
            transport.send(
                new WireRequest("POST", URI.create(url), Map.of(), Buffer.buffer("{}")),
                30_000,
                new Hearing(heard)));
    return heard.orTimeout(240, TimeUnit.SECONDS).join();
  }

  private static final class Hearing implements WireListener {
    private final CompletableFuture<String> heard;
    private int answered;

    Hearing(CompletableFuture<String> heard) {
      this.heard = heard;
    }

    @Override
    public void sent() {
      // Not looked at.
    }

    @Override
    public void head(int status, HeaderLookup headers) {
      answered = status;
    }

    @Override
    public void chunk(Buffer piece) {
      // Not looked at.
    }

    @Override
    public void end() {
      heard.complete("status " + answered);
    }

    @Override
    public void fault(WireFault fault) {
      heard.complete("fault " + fault.kind() + ": " + fault.message());
    }
  }
}
