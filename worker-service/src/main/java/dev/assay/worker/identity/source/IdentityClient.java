package dev.assay.worker.identity.source;

import dev.assay.worker.time.Time;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.HeaderLookup;
import dev.assay.worker.wire.Transport;
import dev.assay.worker.wire.WireFault;
import dev.assay.worker.wire.WireListener;
import dev.assay.worker.wire.WireRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks services that give secrets out: small questions, small answers. On the event loop. */
public final class IdentityClient {
  private static final long CONNECT_MS = 3_000;
  private static final long LONGEST_MS = 15_000;
  private static final int MOST_BYTES = 256 * 1024;

  private final Transport transport;
  private final Time time;

  /**
   * A client.
   *
   * @param transport that goes where whoever named the services may send calls
   */
  public IdentityClient(Transport transport, Time time) {
    this.transport = transport;
    this.time = time;
  }

  /** Posts a form. */
  public Uni<IdentityAnswer> form(String who, String url, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&"));
    Map<String, String> headers =
        Map.of("content-type", "application/x-www-form-urlencoded", "accept", "application/json");
    return ask(who, "POST", url, headers, body);
  }

  /** Gets. */
  public Uni<IdentityAnswer> get(String who, String url, Map<String, String> headers) {
    return ask(who, "GET", url, headers, "");
  }

  /**
   * One question; whatever the status of its answer. Fails with an {@link IdentityException} when
   * there is none.
   *
   * @param who is asked, for sentences
   */
  public Uni<IdentityAnswer> ask(
      String who, String method, String url, Map<String, String> headers, String body) {
    return Uni.createFrom()
        .emitter(
            answer -> {
              WireRequest request =
                  new WireRequest(method, uri(who, url), headers, Buffer.buffer(body));
              Asked asked = new Asked(who, answer);
              asked.late = time.after(LONGEST_MS, asked::late);
              asked.exchange = transport.send(request, CONNECT_MS, asked);
            });
  }

  /** A value of a form or of a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static URI uri(String who, String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw IdentityException.refused("the address of " + who + " is none");
    }
  }

  private static final class Asked implements WireListener {
    private final String who;
    private final UniEmitter<? super IdentityAnswer> answer;
    private final Buffer body = Buffer.buffer();
    private Time.Timer late;
    private Exchange exchange;
    private int status;
    private boolean over;

    Asked(String who, UniEmitter<? super IdentityAnswer> answer) {
      this.who = who;
      this.answer = answer;
    }

    void late() {
      failed(IdentityException.away(who + " did not answer in time"));
      exchange.abort();
    }

    @Override
    public void sent() {
      // Nothing to note.
    }

    @Override
    public void head(int newStatus, HeaderLookup headers) {
      status = newStatus;
    }

    @Override
    public void chunk(Buffer piece) {
      body.appendBuffer(piece);
      if (body.length() > MOST_BYTES) {
        failed(IdentityException.away(who + " gave an answer that is too long"));
        exchange.abort();
      }
    }

    @Override
    public void end() {
      if (!over) {
        over = true;
        late.cancel();
        answer.complete(new IdentityAnswer(status, body.toString(StandardCharsets.UTF_8)));
      }
    }

    @Override
    public void fault(WireFault fault) {
      String sentence = who + " cannot be asked: " + fault.message();
      failed(
          switch (fault.kind()) {
            case CONNECT, BROKEN, PREPARATION, IDENTITY_AWAY -> IdentityException.away(sentence);
            case REQUEST, UNUSABLE, IDENTITY, EGRESS, REDIRECT ->
                IdentityException.refused(sentence);
          });
    }

    private void failed(IdentityException why) {
      if (!over) {
        over = true;
        late.cancel();
        answer.fail(why);
      }
    }
  }
}
