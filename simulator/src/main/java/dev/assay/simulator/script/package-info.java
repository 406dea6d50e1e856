/** Decides what happens to a request, as a script of bytes and silences. */
package dev.assay.simulator.script;
