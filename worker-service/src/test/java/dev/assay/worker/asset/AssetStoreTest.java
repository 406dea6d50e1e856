package dev.assay.worker.asset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.worker.kind.UnusableProviderException;
import dev.assay.worker.testing.FakeTime;
import dev.assay.worker.wire.WireFault;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssetStoreTest {
  private static final String SHA256 = "ab".repeat(32);
  private static final AssetLink LINK = new AssetLink(SHA256, "sig=1");

  private final FakeTime time = new FakeTime();
  private final List<AssetLink> fetched = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Uni<String> source = Uni.createFrom().item("data:image/png;base64,AA==");
  private final AssetStore store =
      new AssetStore(
          (link, maxBytes) -> {
            fetched.add(link);
            return source;
          },
          time,
          true,
          1_000);

  private void get(String workspace) {
    store.get(
        workspace,
        LINK,
        new AssetStore.Listener() {
          @Override
          public void loaded(String dataUrl) {
            told.add(dataUrl);
          }

          @Override
          public void failed(WireFault fault) {
            told.add(fault.kind() + " " + fault.message());
          }
        });
    time.advance(1);
  }

  @Test
  void shouldKeepWorkspacesApart() {
    // Given
    get("one");
    get("one");
    assertThat(fetched).hasSize(1);

    // When another workspace knows the hash
    source =
        Uni.createFrom().failure(new AssetFaultException(WireFault.Kind.REQUEST, "is not there"));
    get("two");

    // Then it needs a permission of its own
    assertThat(fetched).hasSize(2);
    assertThat(told.get(2)).startsWith("REQUEST").contains("is not there");
  }

  @Test
  void shouldTellWhoWaitsWhenAFetchThrows() {
    // Given
    AssetStore broken =
        new AssetStore(
            (link, maxBytes) -> {
              throw new IllegalArgumentException("cannot be asked for");
            },
            time,
            true,
            1_000);
    List<WireFault> faults = new ArrayList<>();
    AssetStore.Listener listener =
        new AssetStore.Listener() {
          @Override
          public void loaded(String dataUrl) {
            throw new AssertionError();
          }

          @Override
          public void failed(WireFault fault) {
            faults.add(fault);
          }
        };

    // When
    broken.get("ws", LINK, listener);
    time.advance(1);
    broken.get("ws", LINK, listener);
    time.advance(1);

    // Then
    assertThat(faults).hasSize(2);
    assertThat(faults.get(0).kind()).isEqualTo(WireFault.Kind.PREPARATION);
  }

  @Test
  void shouldNotHangAnAssetForAllWhenAFetchNeverEnds() {
    // Given
    source = Uni.createFrom().nothing();
    get("ws");
    get("ws");
    assertThat(told).isEmpty();

    // When
    time.advance(61_000);

    // Then
    assertThat(told).hasSize(2).allMatch(t -> t.contains("did not come in time"));
    source = Uni.createFrom().item("data:image/png;base64,AA==");
    get("ws");
    assertThat(told.get(2)).startsWith("data:");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?|", "?{x}", "?a=%zz", "?a b", "#x", "/../secret", "?^"})
  void shouldRefuseALinkThatIsNone(String rest) {
    assertThatThrownBy(() -> AssetLink.of("asset:" + SHA256 + rest))
        .isInstanceOf(UnusableProviderException.class);
  }

  @Test
  void shouldTakeAPermissionAsRunServiceWritesIt() {
    assertThat(AssetLink.of("asset:" + SHA256 + "?until=1&sig=A-_b%2F%3D"))
        .contains(new AssetLink(SHA256, "until=1&sig=A-_b%2F%3D"));
    assertThat(AssetLink.of("asset:" + SHA256)).isPresent();
    assertThat(AssetLink.of("https://example.com/cat.png")).isEmpty();
  }
}
