/** What a trace tells of models, tools and agents, in one shape; stored, and read as a tree. */
package dev.assay.run.traffic.otlp.spans;
