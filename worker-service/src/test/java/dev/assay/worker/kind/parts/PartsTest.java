package dev.assay.worker.kind.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.common.part.ProviderRef;
import dev.assay.common.testing.JsonText;
import dev.assay.worker.kind.UnusableProviderException;
import dev.assay.worker.testing.Calls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
  private static ProviderRef at(String url) {
    return Calls.simulated().baseUrl(url).build().provider();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://a.example/v1/x",
    "https://a.example/, https://a.example/v1/x",
    "https://a.example/v1/, https://a.example/v1/x",
    "https://a.example/v1beta2, https://a.example/v1beta2/x",
    "https://a.example/v1/projects/p, https://a.example/v1/projects/p/x",
    "https://a.example:8443/gateway?key=1, https://a.example:8443/gateway/v1/x?key=1",
    "HTTP://A.example/vault, http://A.example/vault/v1/x"
  })
  void shouldPutAnAddressTogether(String base, String expected) {
    assertThat(Endpoint.of(at(base), null).versioned("v1").plus("/x").uri()).hasToString(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a.example", "a.example", "http://", "::"})
  void shouldRefuseWhatIsNoAddress(String base) {
    assertThatThrownBy(() -> Endpoint.of(at(base), "https://b.example"))
        .isInstanceOf(UnusableProviderException.class)
        .hasMessageContaining("no usable base URL");
  }

  @Test
  void shouldKeepAQueryThatTheBaseUrlSets() {
    assertThat(Endpoint.of(at("https://a.example?v=1"), null).query("v", "2").query("w", "x y"))
        .extracting(endpoint -> endpoint.uri().toString())
        .isEqualTo("https://a.example?v=1&w=x%20y");
  }

  @Test
  void shouldNotLetANameLeadElsewhere() {
    assertThat(Endpoint.segment(at(null), "a/b?c#d")).isEqualTo("a%2Fb%3Fc%23d");
    assertThatThrownBy(() -> Endpoint.segment(at(null), ".."))
        .isInstanceOf(UnusableProviderException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data:image/png;base64,iVBO | image/png | iVBO",
        "DATA:Image/JPEG;name=x;base64,/9j/ | image/jpeg | /9j/",
        "data:image/svg+xml,%3Csvg/%3E | image/svg+xml | PHN2Zy8+",
        "data:,a+b | text/plain | YSti"
      })
  void shouldReadADataUrl(String url, String type, String base64) {
    assertThat(DataUrl.parse(url)).isEqualTo(new DataUrl(type, base64));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a.example/a.png", "data:image/png;base64", "asset:ab12"})
  void shouldNotTakeAnotherUrlForData(String url) {
    assertThat(DataUrl.parse(url)).isNull();
  }

  @Test
  void shouldPassOnWhatNobodyTookAndChangeNothingOfTheCall() {
    // Given
    var call = Calls.simulated().params("{\"a\": {\"b\": 1}, \"c\": null, \"d\": false}").build();
    Params params = Params.of(call);
    var body = JsonText.json("{}").deepCopy();

    // When
    params.refuse("d", "leave it out");
    params.rest((com.fasterxml.jackson.databind.node.ObjectNode) body);
    ((com.fasterxml.jackson.databind.node.ObjectNode) body.get("a")).put("b", 2);

    // Then
    assertThat(body).isEqualTo(JsonText.json("{\"a\": {\"b\": 2}}"));
    assertThat(call.request().params().at("/a/b").asInt()).isEqualTo(1);
  }

  @Test
  void shouldReadAllFormsOfContent() {
    assertThat(Part.of(null)).isEmpty();
    assertThat(Part.text(JsonText.json("\"a\""))).isEqualTo("a");
    assertThat(
            Part.of(
                JsonText.json(
                    """
                    [{"type": "text", "text": "a"}, "b", {"type": "file"}, {"type": "input_audio"}, {"type": "video"},
                     {"type": "image_url", "image_url": "https://a.example/a.png"}]\
                    """)))
        .extracting(Part::type)
        .containsExactly(
            Part.Type.TEXT,
            Part.Type.TEXT,
            Part.Type.DOCUMENT,
            Part.Type.SOUND,
            Part.Type.OTHER,
            Part.Type.IMAGE);
  }
}
