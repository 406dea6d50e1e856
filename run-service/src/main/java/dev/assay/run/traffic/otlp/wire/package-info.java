/** OTLP/HTTP as it travels: protobuf or JSON, read into the same messages and answered alike. */
package dev.assay.run.traffic.otlp.wire;
