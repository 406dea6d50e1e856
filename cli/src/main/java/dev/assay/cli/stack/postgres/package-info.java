/** The PostgreSQL of the local stack: unpacked once, with its durability turned on. */
package dev.assay.cli.stack.postgres;
