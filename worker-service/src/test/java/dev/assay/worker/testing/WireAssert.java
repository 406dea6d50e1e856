package dev.assay.worker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.assay.common.testing.JsonText;

/** Checks a request that reached a provider. */
public final class WireAssert {
  private final LoggedRequest request;

  private WireAssert(LoggedRequest request) {
    this.request = request;
  }

  public static WireAssert assertRequest(LoggedRequest request) {
    assertThat(request.getMethod().getName()).isEqualTo("POST");
    return new WireAssert(request);
  }

  /** Path and query. */
  public WireAssert to(String url) {
    assertThat(request.getUrl()).isEqualTo(url);
    return this;
  }

  /** A header's value; null when it must not be there. */
  public WireAssert header(String name, String value) {
    assertThat(request.getHeader(name)).as(name).isEqualTo(value);
    return this;
  }

  /** Every field of the body, and no other. */
  public WireAssert body(String recording) {
    assertThat(JsonText.json(request.getBodyAsString()))
        .isEqualTo(JsonText.json(Wire.text(recording)));
    return this;
  }
}
