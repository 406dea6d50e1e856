/**
 * Readers of responses: whole bodies, event streams and lines of JSON, whatever they are called and
 * however they are cut. What the JSON means is up to a form.
 */
package dev.assay.worker.kind.reading;
