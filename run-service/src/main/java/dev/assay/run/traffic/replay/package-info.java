/** Runs that ask inputs of production again: how far the answers differ from what it answered. */
package dev.assay.run.traffic.replay;
