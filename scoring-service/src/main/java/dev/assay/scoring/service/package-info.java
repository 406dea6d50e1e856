/** The process around the engine: broker, workers, health, metrics, settings. */
package dev.assay.scoring.service;
