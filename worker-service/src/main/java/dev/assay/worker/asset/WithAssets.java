package dev.assay.worker.asset;

import dev.assay.common.message.ModelCall;
import dev.assay.worker.kind.KindCall;
import dev.assay.worker.kind.PreparedExchange;
import dev.assay.worker.kind.ProviderKind;
import dev.assay.worker.kind.ResponseReader;
import dev.assay.worker.wire.Exchange;
import dev.assay.worker.wire.WireFault;
import dev.assay.worker.wire.WireListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A kind that is asked with the images themselves where the call names them by reference. Kinds
 * know nothing of assets; calls without any go straight through.
 */
public final class WithAssets implements ProviderKind {
  private final ProviderKind kind;
  private final AssetStore store;

  private WithAssets(ProviderKind kind, AssetStore store) {
    this.kind = kind;
    this.store = store;
  }

  /** Each of the kinds with this store in front. */
  public static List<ProviderKind> all(List<ProviderKind> kinds, AssetStore store) {
    return kinds.stream().<ProviderKind>map(kind -> new WithAssets(kind, store)).toList();
  }

  @Override
  public String name() {
    return kind.name();
  }

  @Override
  public ResponseReader reader(KindCall call) {
    return kind.reader(call);
  }

  @Override
  public Exchange ask(KindCall call, long connectTimeoutMs, WireListener listener) {
    Map<String, AssetLink> links = AssetParts.links(call.call().request());
    if (links.isEmpty()) {
      return kind.ask(call, connectTimeoutMs, listener);
    }
    Loading loading = new Loading(kind, call, connectTimeoutMs, listener, links.size());
    listener.preparing();
    String workspace = call.call().provider().workspace();
    links.values().forEach(link -> store.get(workspace, link, loading.of(link)));
    return loading;
  }

  /** A call whose assets are being fetched, and then the call. */
  private static final class Loading extends PreparedExchange {
    private final KindCall call;
    private final Map<String, String> dataUrls = new HashMap<>();
    private int missing;

    Loading(
        ProviderKind kind,
        KindCall call,
        long connectTimeoutMs,
        WireListener listener,
        int missing) {
      super(kind, connectTimeoutMs, listener);
      this.call = call;
      this.missing = missing;
    }

    AssetStore.Listener of(AssetLink link) {
      return new AssetStore.Listener() {
        @Override
        public void loaded(String dataUrl) {
          dataUrls.put(link.sha256(), dataUrl);
          missing--;
          if (missing == 0 && !isOver()) {
            ModelCall whole = AssetParts.with(call.call(), dataUrls);
            ask(new KindCall(whole, call.attempt(), call.secret(), call.had()));
          }
        }

        @Override
        public void failed(WireFault fault) {
          fail(fault);
        }
      };
    }
  }
}
