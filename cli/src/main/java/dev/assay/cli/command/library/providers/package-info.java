/** {@code assay providers}: who is asked, under which credential and limits. */
package dev.assay.cli.command.library.providers;
