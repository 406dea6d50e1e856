/** Server-Sent Events: a reader takes the log from where it stood, then goes on live. */
package dev.assay.run.results.stream;
