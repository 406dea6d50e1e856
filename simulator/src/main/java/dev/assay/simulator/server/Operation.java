package dev.assay.simulator.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.simulator.form.SimForm;
import dev.assay.simulator.question.SimRequest;

/**
 * Something a provider does at a path.
 *
 * @param name for the log
 * @param form it is spoken in
 * @param reader of its requests
 */
record Operation(String name, SimForm form, Reader reader) {
  /** Reads a request. */
  interface Reader {
    /**
     * Reads a body.
     *
     * @throws IllegalArgumentException with a sentence when it is not such a request
     */
    SimRequest read(JsonNode json);
  }
}
