/** The door for OpenTelemetry's exporters: traces come in, requests and executions come of them. */
package dev.assay.run.traffic.otlp;
