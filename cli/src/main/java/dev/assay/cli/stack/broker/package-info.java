/**
 * The broker of the local stack: ActiveMQ Artemis in a process of its own, with its journal on
 * disk.
 */
package dev.assay.cli.stack.broker;
