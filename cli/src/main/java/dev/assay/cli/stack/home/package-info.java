/** What lies below {@code ASSAY_HOME}: folders, ports, secrets, and the record of who runs. */
package dev.assay.cli.stack.home;
