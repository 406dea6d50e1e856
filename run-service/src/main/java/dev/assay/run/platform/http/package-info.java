/** Guards in front of every route: the size of bodies, the names this host answers to. */
package dev.assay.run.platform.http;
