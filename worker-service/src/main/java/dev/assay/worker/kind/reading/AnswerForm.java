package dev.assay.worker.kind.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.worker.kind.Decoded;
import dev.assay.worker.kind.ProviderError;

/** What the JSON of a provider's responses means. One instance per response. */
public interface AnswerForm {
  /** Reads an answer that came in one piece and holds no error. */
  Decoded whole(JsonNode body);

  /** A new assembler of a streamed answer; null when such answers are not streamed. */
  StreamForm stream();

  /** The error inside a body, an event or a line of a 200 response; null when there is none. */
  ProviderError inside(JsonNode json);

  /** The error of a response that is one by its status; never null. */
  ProviderError error(int status, JsonNode body);
}
