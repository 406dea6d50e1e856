package dev.assay.worker.testing;

import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.kind.openai.OpenAiReader;
import dev.assay.worker.time.Time;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.HeaderLookup;
import dev.assay.worker.wire.WireFault;
import dev.assay.worker.wire.WireListener;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A provider that answers attempt by attempt as told; the last answer is given for ever. */
public final class ScriptedKind implements ProviderKind {
  private final Time time;
  private final ArrayDeque<Step> steps = new ArrayDeque<>();
  private final List<Long> startedAt = new ArrayList<>();
  private int aborted;
  private Step last;
  private RuntimeException brokenReader;

  /** What one attempt meets. */
  public interface Step {
    void play(Time time, WireListener listener);
  }

  public ScriptedKind(Time time) {
    this.time = time;
  }

  public ScriptedKind then(Step step) {
    steps.add(step);
    return this;
  }

  public ScriptedKind then(int status, Map<String, String> headers, String body) {
    return then(answer(0, status, headers, body));
  }

  public ScriptedKind thenOk(String text) {
    return then(200, Map.of("content-type", "application/json"), completion(text));
  }

  public static String completion(String text) {
    return "{\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"message\":{\"content\":\""
        + text
        + "\"},\"finish_reason\":\"stop\"}],"
        + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":2}}";
  }

  /** A whole response after some time. */
  public static Step answer(long afterMs, int status, Map<String, String> headers, String body) {
    return (time, listener) ->
        time.after(
            Math.max(1, afterMs),
            () -> {
              listener.sent();
              listener.head(status, HeaderLookup.of(headers));
              listener.chunk(Buffer.buffer(body));
              listener.end();
            });
  }

  /** Connects and then says nothing. */
  public static Step silence() {
    return (time, listener) -> time.after(1, listener::sent);
  }

  /** Never connects. */
  public static Step noConnection() {
    return (time, listener) -> {};
  }

  public static Step fault(WireFault.Kind kind) {
    return (time, listener) ->
        time.after(
            1,
            () -> {
              if (kind != WireFault.Kind.CONNECT) {
                listener.sent();
              }
              listener.fault(new WireFault(kind, "it broke"));
            });
  }

  /** From now on no reader can be made; null to have them made again. */
  public ScriptedKind breakReaders(RuntimeException with) {
    brokenReader = with;
    return this;
  }

  /** Throws what no kind should. */
  public static Step broken(RuntimeException with) {
    return (time, listener) -> {
      throw with;
    };
  }

  /** Milliseconds since the start of fake time at which attempts began. */
  public List<Long> startedAt() {
    return startedAt;
  }

  public int aborted() {
    return aborted;
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener) {
    startedAt.add(time.now().toEpochMilli() - 1_767_225_600_000L);
    last = steps.isEmpty() ? last : steps.poll();
    Muted muted = new Muted(listener);
    last.play(time, muted);
    return () -> {
      if (!muted.over) {
        muted.over = true;
        aborted++;
      }
    };
  }

  @Override
  public ResponseReader reader(KindCall call) {
    if (brokenReader != null) {
      throw brokenReader;
    }
    return new OpenAiReader();
  }

  /** Says nothing after the end or an abort, as transports promise. */
  private static final class Muted implements WireListener {
    private final WireListener to;
    private boolean over;

    private Muted(WireListener to) {
      this.to = to;
    }

    @Override
    public void sent() {
      if (!over) {
        to.sent();
      }
    }

    @Override
    public void head(int status, HeaderLookup headers) {
      if (!over) {
        to.head(status, headers);
      }
    }

    @Override
    public void chunk(Buffer piece) {
      if (!over) {
        to.chunk(piece);
      }
    }

    @Override
    public void end() {
      if (!over) {
        over = true;
        to.end();
      }
    }

    @Override
    public void fault(WireFault fault) {
      if (!over) {
        over = true;
        to.fault(fault);
      }
    }
  }
}
