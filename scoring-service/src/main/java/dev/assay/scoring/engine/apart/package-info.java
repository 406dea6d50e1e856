/** Runs what users wrote on threads of its own, each of which can be given up. */
package dev.assay.scoring.engine.apart;
