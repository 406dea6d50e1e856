package dev.assay.worker.intake;

import dev.assay.common.broker.Delivery;
import dev.assay.common.message.ModelCall;
import dev.assay.worker.call.CancelSignal;
import dev.assay.worker.call.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A call this worker holds, with every delivery of it. */
final class OpenCall {
  final CallKey key;
  final ModelCall call;
  final Slot slot;
  final CancelSignal cancel = new CancelSignal();
  private final List<Delivery> deliveries = new ArrayList<>(1);

  OpenCall(CallKey key, ModelCall call, Slot slot, Delivery delivery) {
    this.key = key;
    this.call = call;
    this.slot = slot;
    deliveries.add(delivery);
  }

  /** The broker delivered it again. */
  void again(Delivery delivery) {
    deliveries.add(delivery);
  }

  void settle(Consumer<Delivery> how) {
    deliveries.forEach(how);
    deliveries.clear();
  }
}
