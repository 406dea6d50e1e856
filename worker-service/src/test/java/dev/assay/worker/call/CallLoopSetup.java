package dev.assay.worker.call;

import dev.assay.common.message.ModelReply;
import dev.assay.link.secret.AmbientIdentities;
import dev.assay.link.secret.GrantedVariables;
import dev.assay.link.secret.MasterKeys;
import dev.assay.worker.account.Accounts;
import dev.assay.worker.credential.CredentialOpener;
import dev.assay.worker.kind.Kinds;
import dev.assay.worker.outcome.AnswerLimits;
import dev.assay.worker.testing.Calls;
import dev.assay.worker.testing.FakeTime;
import dev.assay.worker.testing.FixedTeam;
import dev.assay.worker.testing.FreeSlot;
import dev.assay.worker.testing.Ledger;
import dev.assay.worker.testing.ScriptedKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The retry loop in fake time, against a provider that follows a script. */
abstract class CallLoopSetup {
  private static final double JITTER = 0.5;

  final FakeTime time = new FakeTime();
  final ScriptedKind provider = new ScriptedKind(time);
  final FreeSlot slot = new FreeSlot();
  final CancelSignal cancel = new CancelSignal();
  final AtomicReference<ModelReply> reply = new AtomicReference<>();
  private final CallLoop loop =
      new CallLoop(
          new Kinds(List.of(provider)),
          new CredentialOpener(
              name -> name.equals("KEY") ? "top-secret-value" : null,
              MasterKeys.of(null, null, null),
              GrantedVariables.of("KEY=* AWS=*"),
              AmbientIdentities.of(null)),
          new Breakers(BreakerSettings.DEFAULT, time),
          new Accounts(time, new FixedTeam()),
          time,
          () -> JITTER,
          new Ledger(),
          "w1",
          new AnswerLimits(1_000, 10_000, 10_000));

  void start(Calls calls) {
    loop.run(calls.kind("scripted").build(), slot, cancel)
        .subscribe()
        .with(
            reply::set,
            e -> {
              throw new AssertionError(e);
            });
  }
}
