package dev.assay.worker.kind.simulated;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelCall;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.kind.UnusableProviderException;
import dev.assay.worker.kind.openai.OpenAiKind;
import dev.assay.worker.kind.openai.OpenAiReader;
import dev.assay.worker.simulated.SimControl;
import dev.assay.worker.simulated.SimOptions;
import dev.assay.worker.simulated.SimulatorCore;
import dev.assay.worker.time.Time;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.Transport;
import dev.assay.worker.wire.WireListener;
import dev.assay.worker.wire.WireRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * Kind {@code simulated}: answers from the call's hint. Without a base URL nothing leaves the
 * process, with one the options and the hint travel in a header to a simulator there.
 */
public final class SimulatedKind implements ProviderKind {
  private final Transport http;
  private final Time time;

  /** With a transport for simulators at a URL and timers for those in the process. */
  public SimulatedKind(Transport http, Time time) {
    this.http = http;
    this.time = time;
  }

  @Override
  public String name() {
    return "simulated";
  }

  @Override
  public Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener) {
    ModelCall model = call.call();
    if (model.provider().baseUrl() != null) {
      return http.send(withControl(call), connectTimeoutMs, listener);
    }
    SimOptions options = options(model);
    return new ScriptPlayer(time, listener)
        .play(SimulatorCore.script(options, SimQuestions.of(model, call.attempt())));
  }

  @Override
  public ResponseReader reader(KindCall call) {
    return new OpenAiReader();
  }

  private static SimOptions options(ModelCall model) {
    try {
      return SimOptions.DEFAULT.with(model.provider().options());
    } catch (IllegalArgumentException e) {
      throw new UnusableProviderException(
          ErrorCode.PROVIDER_REFUSED_REQUEST,
          "Provider " + model.provider().name() + ": " + e.getMessage() + ".");
    }
  }

  private static WireRequest withControl(KindCall call) {
    ModelCall model = call.call();
    WireRequest plain = OpenAiKind.encode(call);
    Map<String, String> headers = new HashMap<>(plain.headers());
    headers.put(
        SimControl.HEADER,
        SimControl.write(
            model.provider().options(),
            model.request().hint(),
            SimQuestions.answerKey(model),
            SimQuestions.attemptKey(model, call.attempt())));
    return new WireRequest(plain.method(), plain.uri(), headers, plain.body());
  }
}
