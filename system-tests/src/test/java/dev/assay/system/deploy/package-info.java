/** What deploy/ holds, held against what the services read, serve and need. Starts nothing. */
package dev.assay.system.deploy;
