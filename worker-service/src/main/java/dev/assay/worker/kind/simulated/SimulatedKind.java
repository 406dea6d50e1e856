package dev.assay.worker.kind.simulated;

import dev.assay.common.error.ErrorCode;
import dev.assay.common.message.ModelCall;
import dev.assay.simulator.form.SimForm;
import dev.assay.simulator.form.openai.ChatForm;
import dev.assay.simulator.form.openai.EmbeddingsForm;
import dev.assay.simulator.form.openai.ResponsesForm;
import dev.assay.simulator.limit.Account;
import dev.assay.simulator.limit.Accounts;
import dev.assay.simulator.limit.LimitState;
import dev.assay.simulator.options.SimControl;
import dev.assay.simulator.options.SimOptions;
import dev.assay.simulator.script.Director;
import dev.assay.simulator.script.SimPlan;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.kind.UnusableProviderException;
import dev.assay.worker.kind.openai.OpenAiApi;
import dev.assay.worker.kind.openai.OpenAiKind;
import dev.assay.worker.kind.reading.FormReader;
import dev.assay.worker.time.Time;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.Transport;
import dev.assay.worker.wire.WireListener;
import dev.assay.worker.wire.WireRequest;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Kind {@code simulated}: answers from the call's hint, in the forms of kind {@code openai}.
 * Without a base URL nothing leaves the process and limits are this worker's, with one the options
 * and the hint travel in a header to a simulator there.
 */
public final class SimulatedKind implements ProviderKind {
  private final Transport http;
  private final Time time;
  private final Accounts accounts = new Accounts();
  private final Map<OpenAiApi, SimForm> forms = new EnumMap<>(OpenAiApi.class);

  /** With a transport for simulators at a URL and timers for those in the process. */
  public SimulatedKind(Transport http, Time time) {
    this.http = http;
    this.time = time;
    forms.put(OpenAiApi.CHAT, new ChatForm());
    forms.put(OpenAiApi.RESPONSES, new ResponsesForm());
    forms.put(OpenAiApi.EMBEDDINGS, new EmbeddingsForm());
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
    SimPlan plan = plan(model, call.attempt());
    SimForm form = forms.get(OpenAiApi.of(model));
    if (plan.options().limits().none()) {
      return new ScriptPlayer(time, listener, () -> {}).play(Director.script(plan, form, null));
    }
    long now = time.now().toEpochMilli();
    Account account =
        accounts.of(model.provider().workspace() + "/" + model.provider().name(), now);
    LimitState state = account.ask(plan.options().limits(), plan.reply().usage().total(), now);
    Runnable ended = state.exceeded() == null ? account::ended : () -> {};
    return new ScriptPlayer(time, listener, ended).play(Director.script(plan, form, state));
  }

  @Override
  public ResponseReader reader(KindCall call) {
    return new FormReader(OpenAiApi.of(call.call()).form(call.call()));
  }

  private static SimPlan plan(ModelCall model, int attempt) {
    try {
      SimOptions options = SimOptions.DEFAULT.with(model.provider().options());
      return SimPlan.of(options, SimQuestions.of(model, attempt));
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
