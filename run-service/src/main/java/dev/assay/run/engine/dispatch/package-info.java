/** Hands units to workers: how many, of which runs, each a row before it is a message. */
package dev.assay.run.engine.dispatch;
